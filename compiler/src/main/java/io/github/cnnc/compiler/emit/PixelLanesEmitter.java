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
 *     for each channel
 *       for each few kernel columns that see the same input columns, but for the first and last ones
 *         moved = the rows the block's windows see there
 *         seen[tap, *] = what each of the columns' taps sees, a few taps in an array
 *     for each band of filters
 *       for each tile of filters
 *         sums[tile][filter, *] = bias
 *         for each few taps: sums[tile][filter, *] += weight[filter, tap] * seen[tap, *]      (see {@link LaneProduct})
 *       output = activation(sums)
 * </pre>
 *
 * <p>A kernel of a single tap copies what it sees at once, {@link LaneSchedules#TURNED} channels of a pixel at a time where they lie next
 * to each other; as many filters are written at a time.
 */
final class PixelLanesEmitter implements KernelEmitter<Step.Compute> {

    private final Helpers helpers;

    PixelLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Body body = new Body(step, arithmetic, helpers);
        return List.of(new KernelBody(body.emit(), body.pieces()));
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
        private final int lanes;

        /** Arrays of sums, behind which are that of moved rows and those of what taps see. */
        private final int band;

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
            this.lanes = LaneSchedules.lanes(schedule, shape);
            this.band = LaneSchedules.band(schedule, shape);
            this.product = new LaneProduct(schedule.filters(), schedule.taps(), lanes, lanes, arithmetic, helpers);
            this.helpers = helpers;
        }

        int blocks() {
            return (shape.height() + schedule.rows() - 1) / schedule.rows();
        }

        Pieces pieces() {
            boolean fits = shape.height() % schedule.rows() == 0;
            return Pieces.line(blocks() * shape.groups(), fits ? 1 : blocks());
        }

        CodeBlock emit() {
            boolean grouped = shape.groups() > 1;
            if (grouped) {
                code.line("int g = u / %d", blocks());
            }
            int last = shape.height() - schedule.rows();
            code.line("int oh = Math.min(%s * %d, %d)", grouped ? "u % " + blocks() : "u", schedule.rows(), last);
            code.line(
                    "int p = %s",
                    at(
                            "oh * " + shape.strideHeight() * in.row()
                                    + (grouped ? " + g * " + shape.depth() * in.plane() : ""),
                            x.index(0, -shape.top(), -shape.left())));
            if (shape.taps() > shape.depth()) {
                seeWindow();
            } else {
                seePixels();
            }
            int filters = band * schedule.filters();
            int full = shape.filters() / filters;
            int rest = shape.filters() % filters;
            if (full > 0) {
                code.loop("b", full);
                band("b * " + filters, filters);
                code.end();
            }
            if (rest > 0) {
                code.begin();
                band(String.valueOf(full * filters), rest);
                code.end();
            }
            return code.build();
        }

        /** The array in which a tap sees what it does; where in it is {@code s}. */
        private void seen(String tap) {
            code.line("int tap = %s", tap);
            code.line("float[] seen = sums[%d + tap / %d]", band + 1, schedule.taps());
            code.line("int s = tap %% %d * %d", schedule.taps(), lanes);
        }

        private void seeWindow() {
            int rows = LaneSchedules.rowsSeen(schedule, shape);
            int step = LaneSchedules.columnsMoved(shape);
            int length = LaneSchedules.lengthMoved(shape);
            int shift = step * shape.dilationWidth() / shape.strideWidth();
            int next = shape.strideWidth() * in.pitch();
            code.loop("c", shape.depth()).loop("first", step);
            code.line("int q = p + c * %d + first * %d", in.plane(), shape.dilationWidth() * in.pitch());
            code.line("int n = %d + (%d - first) / %d * %d", shape.width(), shape.kernelWidth() - 1, step, shift);
            code.loop("i", rows);
            if (next == 1) {
                code.line("System.arraycopy(%s, q + i * %d, sums[%d], i * %d, n)", x.array(), in.row(), band, length);
            } else {
                code.line("float[] moved = sums[%d]", band).begin("for (int j = 0; j < n; j++)");
                code.line("moved[i * %d + j] = %s[q + i * %d + j * %d]", length, x.array(), in.row(), next);
                code.end();
            }
            code.end();
            code.begin("for (int kw = first; kw < %d; kw += %d)", shape.kernelWidth(), step)
                    .loop("kh", shape.kernelHeight());
            seen("(c * " + shape.kernelHeight() + " + kh) * " + shape.kernelWidth() + " + kw");
            String row = "kh * " + shape.dilationHeight() * length;
            if (shape.strideHeight() == 1 && length == shape.width()) {
                code.line("System.arraycopy(sums[%d], %s, seen, s, %d)", band, row, schedule.rows() * shape.width());
            } else {
                code.loop("r", schedule.rows());
                code.line(
                        "System.arraycopy(sums[%d], %s + r * %d + kw / %d * %d, seen, s + r * %d, %d)",
                        band, row, shape.strideHeight() * length, step, shift, shape.width(), shape.width());
                code.end();
            }
            code.end(4);
        }

        private void seePixels() {
            if (shape.strideWidth() * in.pitch() > 1) {
                int all = shape.depth();
                if (all >= LaneSchedules.TURNED) {
                    code.loop("c", 0, all / LaneSchedules.TURNED * LaneSchedules.TURNED, LaneSchedules.TURNED);
                    turn("c", LaneSchedules.TURNED);
                    code.end();
                }
                if (all % LaneSchedules.TURNED > 0) {
                    turn(String.valueOf(all / LaneSchedules.TURNED * LaneSchedules.TURNED), all % LaneSchedules.TURNED);
                }
                return;
            }
            boolean line = shape.strideHeight() == 1 && in.row() == shape.width();
            code.loop("c", shape.depth());
            seen("c");
            code.loop("r", line ? 1 : schedule.rows());
            code.line(
                    "System.arraycopy(%s, p + c * %d + r * %d, seen, s + r * %d, %d)",
                    x.array(),
                    in.plane(),
                    shape.strideHeight() * in.row(),
                    shape.width(),
                    (line ? schedule.rows() : 1) * shape.width());
            code.end(2);
        }

        /** Copies some channels of every pixel, from {@code first} on. */
        private void turn(String first, int channels) {
            Code loops = new Code();
            for (int i = 0; i * schedule.taps() < channels; i++) {
                loops.line("float[] s%d = seen[%s]", i, at("k", i));
            }
            pixels(loops, shape.strideHeight() * in.row(), shape.strideWidth() * in.pitch());
            for (int c = 0; c < channels; c++) {
                int tap = c % schedule.taps();
                loops.line("s%d[%s] = x[%s]", c / schedule.taps(), at("i", tap * lanes), at("p", c * in.plane()));
            }
            loops.end(2);
            String method =
                    helpers.method("see", List.of("float[] x", "int q", "float[][] seen", "int k"), loops.build());
            code.line(
                    "%s(%s, p + %s * %d, sums, %d + %s / %d)",
                    method, x.array(), first, in.plane(), band + 1, first, schedule.taps());
        }

        /** Opens a loop over the block's pixels: lane {@code i} of what is at {@code p}; {@code q} is the first. */
        private void pixels(Code loops, int row, int next) {
            boolean line = row == shape.width() * next;
            loops.loop("r", line ? 1 : schedule.rows())
                    .loop("w", (line ? schedule.rows() : 1) * shape.width())
                    .line("int i = r * %d + w", shape.width())
                    .line("int p = q + r * %d + w * %d", row, next);
        }

        /** Filters of a group from {@code first} on. */
        private void band(String first, int filters) {
            int tiles = filters / schedule.filters();
            int rest = filters % schedule.filters();
            code.line("int f0 = %s%s", first, shape.groups() > 1 ? " + g * " + shape.filters() : "");
            if (tiles > 0) {
                code.loop("t", tiles);
                tile("f0 + t * " + schedule.filters(), "sums[t]", product);
                code.end();
            }
            if (rest > 0) {
                code.begin();
                tile(at("f0", tiles * schedule.filters()), "sums[" + tiles + "]", product.rest(rest));
                code.end();
            }
            code.line("int o = f0 * %d + oh * %d + %d", out.plane(), out.row(), y.index(0, 0, 0));
            write(filters);
        }

        private void tile(String first, String sums, LaneProduct own) {
            code.line("int f = %s", first);
            for (int j = 0; j < own.columns(); j++) {
                code.line(
                        "Arrays.fill(%s, %d, %d, %s)",
                        sums, j * lanes, (j + 1) * lanes, bias ? "bias[" + at("f", j) + "]" : "0f");
            }
            code.line("int k = %d", band + 1).line("int i = f * %d", shape.taps());
            own.calls(shape.taps(), (calls, taps, arrays) -> {
                code.loop("c", calls);
                own.call(code, sums, "sums", "k", "weight", "i", taps, shape.taps());
                code.line("k += %d", arrays).line("i += %d", taps).end();
            });
            activate(sums, own.columns());
        }

        private void write(int filters) {
            if (schedule.order() == Layout.Order.PLANES) {
                boolean line = out.row() == shape.width();
                code.loop("j", filters).loop("r", line ? 1 : schedule.rows());
                code.line(
                        "System.arraycopy(sums[j / %d], j %% %d * %d + r * %d, %s, o + j * %d + r * %d, %d)",
                        schedule.filters(),
                        schedule.filters(),
                        lanes,
                        shape.width(),
                        y.array(),
                        out.plane(),
                        out.row(),
                        (line ? schedule.rows() : 1) * shape.width());
                code.end(2);
                return;
            }
            Code loops = new Code();
            for (int i = 0; i * schedule.filters() < filters; i++) {
                loops.line("float[] s%d = sums[%d]", i, i);
            }
            pixels(loops, out.row(), out.pitch());
            for (int j = 0; j < filters; j++) {
                int own = j % schedule.filters();
                loops.line("y[%s] = s%d[%s]", at("p", j), j / schedule.filters(), at("i", own * lanes));
            }
            loops.end(2);
            String method = helpers.method("write", List.of("float[][] sums", "float[] y", "int q"), loops.build());
            code.line("%s(sums, %s, o)", method, y.array());
        }

        private void activate(String sums, int columns) {
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
                    "%s(%s%s)", helpers.method("activate", parameters, loops.build()), sums, slope ? ", slope, f" : "");
        }
    }
}
