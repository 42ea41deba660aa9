package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.PixelLanes;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution along the output pixels:
 *
 * <pre>
 *   for each block of rows
 *     for each channel and kernel column
 *       sums[1] = the rows the block's windows see in that column, moved so that they begin at 0
 *       sums[2 + tap] = what each of the column's taps sees
 *     for each tile of filters
 *       sums[0][filter][*] = bias
 *       for each few taps: sums[0][filter][*] += weight[filter, tap] * sums[2 + tap][*]      (see {@link LaneProduct})
 *       output = activation(sums[0])
 * </pre>
 */
final class PixelLanesEmitter implements KernelEmitter<Step.Compute> {

    /** The first of the arrays of what taps see. */
    private static final int SEEN = 2;

    private final Helpers helpers;

    PixelLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Body body = new Body(step, arithmetic, helpers);
        return List.of(new KernelBody(body.emit(), body.blocks() * body.shape.groups()));
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final ConvShape shape;
        private final PixelLanes schedule;
        private final boolean bias;
        private final Activation activation;
        private final Placement x;
        private final Placement y;
        private final Layout in;
        private final Layout out;
        private final int row;
        private final int lanes;
        private final LaneProduct product;
        private final Helpers helpers;
        private final Code code = new Code();

        Body(Step.Compute step, Arithmetic arithmetic, Helpers helpers) {
            this.schedule = (PixelLanes) step.schedule();
            Op.Conv conv = (Op.Conv) step.op();
            this.bias = conv.bias().isPresent();
            this.activation = conv.activation();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.in = x.layout();
            this.out = y.layout();
            this.shape = ConvShape.of(conv, in.volume(), out.volume()).orElseThrow();
            this.row = LaneSchedules.pitch(shape.width());
            this.lanes = schedule.rows() * row;
            this.product = new LaneProduct(schedule.filters(), schedule.taps(), lanes, lanes, arithmetic, helpers);
            this.helpers = helpers;
        }

        int blocks() {
            return (shape.height() + schedule.rows() - 1) / schedule.rows();
        }

        CodeBlock emit() {
            boolean grouped = shape.groups() > 1;
            if (grouped) {
                code.line("int g = u / %d", blocks());
            }
            int last = shape.height() - schedule.rows();
            code.line("int oh = Math.min(%s * %d, %d)", grouped ? "u % " + blocks() : "u", schedule.rows(), last);
            see();
            int full = shape.filters() / schedule.filters();
            int rest = shape.filters() % schedule.filters();
            code.loop("t", full);
            tile("t * " + schedule.filters(), product);
            code.end();
            if (rest > 0) {
                code.begin();
                tile(String.valueOf(full * schedule.filters()), product.rest(rest));
                code.end();
            }
            return code.build();
        }

        private void see() {
            code.line(
                    "int p = %s",
                    at(
                            "oh * " + shape.strideHeight() * in.row()
                                    + (shape.groups() > 1 ? " + g * " + shape.depth() * in.plane() : ""),
                            x.index(0, -shape.top(), -shape.left())));
            int window = shape.kernelHeight() * shape.kernelWidth();
            code.loop("c", shape.depth()).loop("kw", shape.kernelWidth());
            code.line("int q = p + c * %d + kw * %d", in.plane(), shape.dilationWidth() * in.pitch());
            code.loop("i", LaneSchedules.rowsSeen(schedule, shape));
            int next = shape.strideWidth() * in.pitch();
            if (next == 1) {
                code.line(
                        "System.arraycopy(%s, q + i * %d, sums[1], i * %d, %d)",
                        x.array(), in.row(), row, shape.width());
            } else {
                code.line("float[] b = sums[1]").loop("j", shape.width());
                code.line("b[i * %d + j] = %s[q + i * %d + j * %d]", row, x.array(), in.row(), next);
                code.end();
            }
            code.end();
            code.loop("kh", shape.kernelHeight());
            String seen = "sums[c * " + window + " + kh * " + shape.kernelWidth() + " + kw + " + SEEN + "]";
            String first = "kh * " + shape.dilationHeight() * row;
            if (shape.strideHeight() == 1) {
                code.line("System.arraycopy(sums[1], %s, %s, 0, %d)", first, seen, lanes);
            } else {
                code.loop("r", schedule.rows());
                code.line(
                        "System.arraycopy(sums[1], %s + r * %d, %s, r * %d, %d)",
                        first, shape.strideHeight() * row, seen, row, row);
                code.end();
            }
            code.end(3);
        }

        /** Filters of a group from {@code first} on. */
        private void tile(String first, LaneProduct own) {
            code.line("int f = %s%s", first, shape.groups() > 1 ? " + g * " + shape.filters() : "");
            for (int j = 0; j < own.columns(); j++) {
                code.line(
                        "Arrays.fill(sums[0], %d, %d, %s)",
                        j * lanes, (j + 1) * lanes, bias ? "bias[" + at("f", j) + "]" : "0f");
            }
            code.line("int k = %d", SEEN).line("int i = f * %d", shape.taps());
            own.calls(shape.taps(), (calls, taps) -> {
                code.loop("c", calls);
                own.call(code, "sums[0]", "sums", "k", "weight", "i", taps, 1, shape.taps());
                code.line("k += %d", taps).line("i += %d", taps).end();
            });
            activate(own.columns());
            code.line("int o0 = f * %d + oh * %d + %d", out.plane(), out.row(), y.index(0, 0, 0));
            code.loop("r", schedule.rows());
            if (schedule.order() == Layout.Order.PLANES) {
                for (int j = 0; j < own.columns(); j++) {
                    code.line(
                            "System.arraycopy(sums[0], %d + r * %d, %s, o0 + %d + r * %d, %d)",
                            j * lanes, row, y.array(), j * out.plane(), out.row(), shape.width());
                }
            } else {
                code.line("float[] a = sums[0]").line("int q = r * %d", row).line("int o = o0 + r * %d", out.row());
                code.loop("w", shape.width());
                for (int j = 0; j < own.columns(); j++) {
                    code.line("%s[%s] = a[%s]", y.array(), at("o + w * " + out.pitch(), j), at("q + w", j * lanes));
                }
                code.end();
            }
            code.end();
        }

        private void activate(int columns) {
            if (activation.function() == ActivationFunction.NONE) {
                return;
            }
            boolean slope = activation.slope().isPresent();
            Code loops = new Code();
            for (int j = 0; j < (slope ? columns : 1); j++) {
                loops.loop("i", j * lanes, (slope ? j + 1 : columns) * lanes, 1).line("float v = a[i]");
                loops.line("a[i] = %s", Arithmetic.activate(activation, "v", at("f", j)))
                        .end();
            }
            List<String> parameters = new ArrayList<>(List.of("float[] a"));
            if (slope) {
                parameters.addAll(List.of("float[] slope", "int f"));
            }
            code.line(
                    "%s(sums[0]%s)", helpers.method("activate", parameters, loops.build()), slope ? ", slope, f" : "");
        }
    }
}
