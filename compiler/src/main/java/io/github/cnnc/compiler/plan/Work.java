package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.runtime.Volume;

/** How much an operation computes. */
public final class Work {

    private Work() {}

    /** Multiply-adds of a convolution or fully connected layer, taps in the padding included; 0 for all others. */
    public static long macs(Op op, Program program) {
        Volume out = program.values().get(op.output());
        if (op instanceof Op.FusedConv fused) {
            return macs(fused.conv(), program);
        }
        if (op instanceof Op.Conv conv) {
            int depth = program.values().get(conv.input()).depth() / conv.groups();
            return (long) out.size()
                    * depth
                    * conv.window().kernelWidth()
                    * conv.window().kernelHeight();
        }
        if (op instanceof Op.Dense dense) {
            return (long) out.size() * program.values().get(dense.input()).size();
        }
        return 0;
    }

    /** Terms of a straight-line program: multiply-adds, comparisons or additions, whichever the operation is made of. */
    public static long terms(Op op, Program program) {
        long out = program.values().get(op.output()).size();
        if (op instanceof Op.Conv || op instanceof Op.FusedConv || op instanceof Op.Dense) {
            return Math.max(out, macs(op, program));
        }
        if (op instanceof Op.MaxPool pool) {
            return out * pool.window().kernelWidth() * pool.window().kernelHeight();
        }
        if (op instanceof Op.AvgPool pool) {
            return out * pool.window().kernelWidth() * pool.window().kernelHeight();
        }
        if (op instanceof Op.Stencil stencil) {
            return out * stencil.window().kernelWidth() * stencil.window().kernelHeight();
        }
        if (op instanceof Op.ResponseNorm norm) {
            return out * (norm.before() + 1L + norm.after());
        }
        if (op instanceof Op.Upsample up && up.bilinear()) {
            return 4 * out;
        }
        if (op instanceof Op.Softmax) {
            return 3 * out;
        }
        if (op instanceof Op.Reshape || op instanceof Op.Concat) {
            return 0;
        }
        return out * op.inputs().size();
    }
}
