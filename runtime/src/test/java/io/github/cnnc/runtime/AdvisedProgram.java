package io.github.cnnc.runtime;

/** A program that makes two models with kernels for vectors, as generated classes do. */
final class AdvisedProgram {

    private AdvisedProgram() {}

    public static void main(String[] arguments) {
        Simd.lanesOrAdvice();
        Simd.lanesOrAdvice();
    }
}
