package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.FilterLanes;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution along the filters. The accumulators of a few output columns lie in the scratch, a run of filters for each;
 * {@code weight[k]} is the row of weights of tap k, a filter each:
 *
 * <pre>
 *   for each group, output row, tile of columns
 *     scratch[column][*] = bias
 *     for each input channel
 *       for each few taps of the window: scratch[column][*] += x[column][tap] * weight[tap][*]     (a method)
 *     output = activation(scratch)
 * </pre>
 */
final class FilterLanesEmitter implements KernelEmitter<Step.Compute> {

    /**
     * Loops in one method. HotSpot inlines methods of up to 325 bytes of bytecode (FreqInlineSize), and inlined into its
     * caller the loop is no longer vectorised on JDK 17: VGG-16 takes 3 s instead of 0.9. Three loops are more.
     */
    private static final int LOOPS = 3;

    private final Helpers helpers;

    FilterLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<CodeBlock> bodies(Step.Compute step, Arithmetic arithmetic) {
        return List.of(new Body(step, arithmetic, helpers).emit());
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final Op.Conv conv;
        private final Window window;
        private final int columns;
        private final int taps;
        private final int filters;
        private final Placement x;
        private final Placement y;
        private final Placement scratch;
        private final Arithmetic arithmetic;
        private final Helpers helpers;
        private final Code code = new Code();

        Body(Step.Compute step, Arithmetic arithmetic, Helpers helpers) {
            FilterLanes schedule = (FilterLanes) step.schedule();
            this.conv = (Op.Conv) step.op();
            this.window = conv.window();
            this.columns = schedule.columns();
            this.taps = schedule.taps();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.filters = y.layout().volume().depth() / conv.groups();
            this.scratch = step.scratch().orElseThrow();
            this.arithmetic = arithmetic;
            this.helpers = helpers;
        }

        CodeBlock emit() {
            Layout in = x.layout();
            Layout out = y.layout();
            int depth = in.volume().depth() / conv.groups();
            int windowTaps = window.kernelWidth() * window.kernelHeight();
            int channels = windowTaps == 1 ? Math.min(taps * LOOPS, depth) : 1;

            code.loop("g", conv.groups());
            code.loop("oh", out.volume().height()).tiles("ow", out.volume().width(), columns);
            begin();
            code.line(
                    "int p = %d + g * %d + oh * %d + ow * %d",
                    x.index(0, -window.top(), -window.left()),
                    depth * in.plane(),
                    window.strideHeight() * in.row(),
                    window.strideWidth());
            code.line("int k = g * %d", depth * windowTaps);
            code.loop("c", depth / channels);
            add(channels, windowTaps);
            code.line("p += %d", channels * in.plane());
            code.line("k += %d", channels * windowTaps).end();
            add(depth % channels, windowTaps);
            code.loop("f", filters);
            code.line(
                    "int o = %d + (g * %d + f) * %d + oh * %d + ow", y.index(0, 0, 0), filters, out.plane(), out.row());
            for (int j = 0; j < columns; j++) {
                code.line("float a%d = %s", j, accumulator(j));
                String filter = conv.groups() == 1 ? "f" : "g * " + filters + " + f";
                code.line(
                        "%s[%s] = %s", y.array(), at("o", j), Arithmetic.activate(conv.activation(), "a" + j, filter));
            }
            return code.end(4).build();
        }

        private void begin() {
            for (int j = 0; j < columns; j++) {
                if (conv.bias().isPresent()) {
                    code.line(
                            "System.arraycopy(bias, g * %d, %s, %d, %d)",
                            filters, scratch.array(), scratch.index(j, 0, 0), filters);
                } else {
                    code.loop("f", filters).line("%s = 0f", accumulator(j)).end();
                }
            }
        }

        private String accumulator(int column) {
            return scratch.array() + "[" + at("f", scratch.index(column, 0, 0)) + "]";
        }

        /** Adds all taps of some input channels, of which {@code p} is the first element and {@code k} the first row. */
        private void add(int channels, int windowTaps) {
            int all = channels * windowTaps;
            for (int from = 0; from < all; from += taps * LOOPS) {
                int to = Math.min(all, from + taps * LOOPS);
                List<String> arguments = new ArrayList<>(List.of(scratch.array()));
                for (int tap = from; tap < to; tap++) {
                    arguments.add("weight[" + at("k", tap) + "]");
                }
                for (int tap = from; tap < to; tap++) {
                    int offset = tap / windowTaps * x.layout().plane()
                            + tap
                                    % windowTaps
                                    / window.kernelWidth()
                                    * window.dilationHeight()
                                    * x.layout().row()
                            + tap % window.kernelWidth() * window.dilationWidth();
                    for (int j = 0; j < columns; j++) {
                        arguments.add(x.array() + "[" + at("p", offset + j * window.strideWidth()) + "]");
                    }
                }
                code.line("%s(%s)", accumulate(to - from), String.join(", ", arguments));
            }
        }

        /** The method that adds {@code count} taps to the accumulators of all filters. */
        private String accumulate(int count) {
            List<String> parameters = new ArrayList<>(List.of("float[] " + scratch.array()));
            for (int tap = 0; tap < count; tap++) {
                parameters.add("float[] w" + tap);
            }
            Code loops = new Code();
            for (int from = 0; from < count; from += taps) {
                loops.loop("f", filters);
                for (int j = 0; j < columns; j++) {
                    String sum = accumulator(j);
                    for (int tap = from; tap < Math.min(count, from + taps); tap++) {
                        sum = arithmetic.sum(sum, "x" + tap + "_" + j, "w" + tap + "[f]");
                    }
                    loops.line("%s = %s", accumulator(j), sum);
                }
                loops.end();
            }
            for (int tap = 0; tap < count; tap++) {
                for (int j = 0; j < columns; j++) {
                    parameters.add("float x" + tap + "_" + j);
                }
            }
            return helpers.method("add" + count + "Taps", parameters, loops.build());
        }
    }
}
