package io.github.cnnc.runtime.generated;

/** A program that makes two models with kernels for vectors, as generated classes do. */
final class AdvisedProgram {

    private AdvisedProgram() {}

    public static void main(String[] arguments) {
        Simd.vectorWidthOrAdvice();
        Simd.vectorWidthOrAdvice();
    }
}
