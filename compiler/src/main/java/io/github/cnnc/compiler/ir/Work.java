package io.github.cnnc.compiler.ir;

import io.github.cnnc.runtime.Volume;

/** How much an operation computes. */
public final class Work {

    private Work() {}

    /** Multiply-adds of a convolution or fully connected layer, taps in the padding included; 0 for all others. */
    public static long macs(Op op, Program program) {
        return macs(Operation.of(op, program));
    }

    /** Multiply-adds of a convolution or fully connected layer, taps in the padding included; 0 for all others. */
    public static long macs(Operation operation) {
        Volume in = operation.input();
        long out = operation.output().size();
        if (operation.op() instanceof Op.FusedConv fused) {
            // A pooled one computes four elements for each that it writes.
            return out * (fused.pooled() ? 4 : 1) * taps(fused.conv(), in);
        }
        if (operation.op() instanceof Op.Conv conv) {
            return out * taps(conv, in);
        }
        return operation.op() instanceof Op.Dense ? out * in.size() : 0;
    }

    private static long taps(Op.Conv conv, Volume in) {
        return (long) in.depth() / conv.groups() * conv.window().taps();
    }

    /** Terms of a straight-line program: multiply-adds, comparisons or additions, whichever the operation is made of. */
    public static long terms(Op op, Program program) {
        return terms(Operation.of(op, program));
    }

    /** Terms of a straight-line program: multiply-adds, comparisons or additions, whichever the operation is made of. */
    public static long terms(Operation operation) {
        return operation.op().accept(new Terms(operation));
    }

    private record Terms(Operation operation) implements Op.Visitor<Long> {

        private long out() {
            return operation.output().size();
        }

        private long sums() {
            return Math.max(out(), macs(operation));
        }

        private long each() {
            return out() * operation.inputs().size();
        }

        @Override
        public Long visit(Op.Normalize op) {
            return each();
        }

        @Override
        public Long visit(Op.Conv op) {
            return sums();
        }

        @Override
        public Long visit(Op.FusedConv op) {
            return sums();
        }

        @Override
        public Long visit(Op.MaxPool op) {
            return out() * op.window().taps();
        }

        @Override
        public Long visit(Op.AvgPool op) {
            return out() * op.window().taps();
        }

        @Override
        public Long visit(Op.Dense op) {
            return sums();
        }

        @Override
        public Long visit(Op.Activate op) {
            return each();
        }

        @Override
        public Long visit(Op.Affine op) {
            return each();
        }

        @Override
        public Long visit(Op.Softmax op) {
            return 3 * out();
        }

        @Override
        public Long visit(Op.Stencil op) {
            return out() * op.window().taps();
        }

        @Override
        public Long visit(Op.ResponseNorm op) {
            return out() * (op.before() + 1L + op.after());
        }

        @Override
        public Long visit(Op.Pad op) {
            return each();
        }

        @Override
        public Long visit(Op.Crop op) {
            return each();
        }

        @Override
        public Long visit(Op.Upsample op) {
            return op.bilinear() ? 4 * out() : each();
        }

        @Override
        public Long visit(Op.Shuffle op) {
            return each();
        }

        @Override
        public Long visit(Op.Slice op) {
            return each();
        }

        @Override
        public Long visit(Op.Reshape op) {
            return 0L;
        }

        @Override
        public Long visit(Op.Add op) {
            return each();
        }

        @Override
        public Long visit(Op.Multiply op) {
            return each();
        }

        @Override
        public Long visit(Op.Concat op) {
            return 0L;
        }
    }
}
