package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Joins a convolution and what follows it into one operation: the sum with a value that is there already (residual), or 2x2
 * maximum pooling. The convolution's own result is then never written. For explicit SIMD alone, whose convolutions can do it in their
 * epilogue.
 */
final class FuseConvolutions implements Pass {

    @Override
    public String name() {
        return "fuse-convolutions";
    }

    @Override
    public Program run(Program program) {
        return new Fusion(program).run();
    }

    private static final class Fusion {

        private final Program program;
        private final List<Op> ops;
        private final Map<Integer, Integer> uses;
        private final Map<Integer, Integer> producer = new HashMap<>();

        Fusion(Program program) {
            this.program = program;
            this.ops = new ArrayList<>(program.ops());
            this.uses = Rewrite.reads(program);
            for (int i = 0; i < ops.size(); i++) {
                producer.put(ops.get(i).output(), i);
            }
        }

        /** The program with everything fused that can be; the same instance if nothing can. */
        Program run() {
            boolean changed = false;
            for (int i = 0; i < ops.size(); i++) {
                changed |= fuse(i);
            }
            return changed
                    ? program.withOps(ops.stream().filter(op -> op != null).toList())
                    : program;
        }

        /** Fuses an operation into the convolution before it, which takes its place. */
        private boolean fuse(int i) {
            Op op = ops.get(i);
            if (op instanceof Op.Add add && add.inputs().size() == 2) {
                int first = add.inputs().get(0);
                int second = add.inputs().get(1);
                boolean secondIsLater = producer.getOrDefault(second, -1) > producer.getOrDefault(first, -1);
                int value = secondIsLater ? second : first;
                int residual = secondIsLater ? first : second;
                return conv(value)
                        .filter(conv -> conv.activation().isNone() && value != residual)
                        .filter(conv -> volume(value).equals(volume(residual)))
                        .map(conv -> replace(
                                i,
                                conv,
                                new Op.FusedConv(
                                        conv,
                                        OptionalInt.of(residual),
                                        false,
                                        add.activation(),
                                        add.output(),
                                        add.provenance())))
                        .orElse(false);
            }
            if (op instanceof Op.MaxPool pool && isTwoByTwo(pool.window(), volume(pool.input()))) {
                return conv(pool.input())
                        .filter(conv ->
                                pool.activation().isNone() && conv.activation().isMonotonic())
                        .map(conv -> replace(
                                i,
                                conv,
                                new Op.FusedConv(
                                        conv,
                                        OptionalInt.empty(),
                                        true,
                                        conv.activation(),
                                        pool.output(),
                                        pool.provenance())))
                        .orElse(false);
            }
            return false;
        }

        private boolean replace(int i, Op.Conv conv, Op.FusedConv fused) {
            // In the place of what it swallows: there all it reads has been written.
            ops.set(i, fused);
            ops.set(producer.get(conv.output()), null);
            return true;
        }

        /** The convolution that writes a value for one reader alone, if it is one whose schedules have an epilogue. */
        private Optional<Op.Conv> conv(int value) {
            Integer at = producer.get(value);
            return at != null && uses.get(value) == 1 && ops.get(at) instanceof Op.Conv conv && conv.groups() == 1
                    ? Optional.of(conv)
                    : Optional.empty();
        }

        private static boolean isTwoByTwo(Window w, Volume in) {
            return w.kernelWidth() == 2
                    && w.kernelHeight() == 2
                    && w.strideWidth() == 2
                    && w.strideHeight() == 2
                    && w.dilationWidth() == 1
                    && w.dilationHeight() == 1
                    && !w.padded()
                    && in.width() % 2 == 0
                    && in.height() % 2 == 0;
        }

        private Volume volume(int value) {
            return program.values().get(value);
        }
    }
}
