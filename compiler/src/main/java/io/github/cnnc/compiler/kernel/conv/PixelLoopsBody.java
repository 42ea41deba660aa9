package io.github.cnnc.compiler.kernel.conv;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
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
 *         for each few taps: sums[tile][filter, *] += weight[filter, tap] * seen[tap, *]      (see {@link LoopProduct})
 *       output = activation(sums)
 * </pre>
 *
 * <p>A kernel of a single tap copies what it sees at once, {@link PixelLoops#TRANSPOSED} channels of a pixel at a time where they lie next
 * to each other; as many filters are written at a time.
 */
final class PixelLoopsBody {

    private final ConvShape shape;
    private final PixelLoops schedule;
    private final boolean bias;
    private final Activation activation;
    private final BufferView x;
    private final BufferView y;
    private final Layout in;
    private final Layout out;
    private final int lanes;

    /** Arrays of sums, behind which are that of moved rows and those of what taps see. */
    private final int band;

    private final LoopProduct product;
    private final Helpers helpers;
    private final Code code = new Code();

    PixelLoopsBody(KernelSite site, PixelLoops schedule, KernelContext context) {
        this.schedule = schedule;
        this.bias = site.operation().has(Weight.Role.BIAS);
        this.activation = site.operation().activation();
        this.x = site.input();
        this.y = site.output();
        this.in = x.layout();
        this.out = y.layout();
        this.shape = ConvShape.of(site.operation());
        this.lanes = schedule.rowFloats(shape);
        this.band = schedule.band(shape);
        this.product = new LoopProduct(schedule.filters(), schedule.taps(), lanes, lanes, context);
        this.helpers = context.helpers();
    }

    int blocks() {
        return (shape.height() + schedule.rows() - 1) / schedule.rows();
    }

    WorkSplit split() {
        boolean fits = shape.height() % schedule.rows() == 0;
        return WorkSplit.line(blocks() * shape.groups(), fits ? 1 : blocks());
    }

    Code emit() {
        boolean grouped = shape.groups() > 1;
        if (grouped) {
            code.line("int g = u / %d", blocks());
        }
        int last = shape.height() - schedule.rows();
        code.line("int oh = Math.min(%s * %d, %d)", grouped ? "u % " + blocks() : "u", schedule.rows(), last);
        code.line(
                "int p = %s",
                at(
                        "oh * " + shape.strideHeight() * in.rowStride()
                                + (grouped ? " + g * " + shape.depth() * in.channelStride() : ""),
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
        return code;
    }

    /** The array in which a tap sees what it does; where in it is {@code s}. */
    private void seen(String tap) {
        code.line("int tap = %s", tap);
        code.line("float[] seen = sums[%d + tap / %d]", band + 1, schedule.taps());
        code.line("int s = tap %% %d * %d", schedule.taps(), lanes);
    }

    private void seeWindow() {
        int rows = schedule.rowsSeen(shape);
        int step = PixelLoops.columnsMoved(shape);
        int length = PixelLoops.lengthMoved(shape);
        int shift = step * shape.dilationWidth() / shape.strideWidth();
        int next = shape.strideWidth() * in.pixelStride();
        code.loop("c", shape.depth()).loop("first", step);
        code.line("int q = p + c * %d + first * %d", in.channelStride(), shape.dilationWidth() * in.pixelStride());
        code.line("int n = %d + (%d - first) / %d * %d", shape.width(), shape.kernelWidth() - 1, step, shift);
        code.loop("i", rows);
        if (next == 1) {
            code.line("System.arraycopy(%s, q + i * %d, sums[%d], i * %d, n)", x.array(), in.rowStride(), band, length);
        } else {
            code.line("float[] moved = sums[%d]", band).begin("for (int j = 0; j < n; j++)");
            code.line("moved[i * %d + j] = %s[q + i * %d + j * %d]", length, x.array(), in.rowStride(), next);
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
        if (shape.strideWidth() * in.pixelStride() > 1) {
            int all = shape.depth();
            if (all >= PixelLoops.TRANSPOSED) {
                code.loop("c", 0, all / PixelLoops.TRANSPOSED * PixelLoops.TRANSPOSED, PixelLoops.TRANSPOSED);
                transpose("c", PixelLoops.TRANSPOSED);
                code.end();
            }
            if (all % PixelLoops.TRANSPOSED > 0) {
                transpose(
                        String.valueOf(all / PixelLoops.TRANSPOSED * PixelLoops.TRANSPOSED),
                        all % PixelLoops.TRANSPOSED);
            }
            return;
        }
        boolean line = shape.strideHeight() == 1 && in.rowStride() == shape.width();
        code.loop("c", shape.depth());
        seen("c");
        code.loop("r", line ? 1 : schedule.rows());
        code.line(
                "System.arraycopy(%s, p + c * %d + r * %d, seen, s + r * %d, %d)",
                x.array(),
                in.channelStride(),
                shape.strideHeight() * in.rowStride(),
                shape.width(),
                (line ? schedule.rows() : 1) * shape.width());
        code.end(2);
    }

    /** Copies some channels of every pixel, from {@code first} on. */
    private void transpose(String first, int channels) {
        Code loops = new Code();
        for (int i = 0; i * schedule.taps() < channels; i++) {
            loops.line("float[] s%d = seen[%s]", i, at("k", i));
        }
        pixels(loops, shape.strideHeight() * in.rowStride(), shape.strideWidth() * in.pixelStride());
        for (int c = 0; c < channels; c++) {
            int tap = c % schedule.taps();
            loops.line("s%d[%s] = x[%s]", c / schedule.taps(), at("i", tap * lanes), at("p", c * in.channelStride()));
        }
        loops.end(2);
        String method = helpers.method("see", List.of("float[] x", "int q", "float[][] seen", "int k"), loops);
        code.line(
                "%s(%s, p + %s * %d, sums, %d + %s / %d)",
                method, x.array(), first, in.channelStride(), band + 1, first, schedule.taps());
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
        code.line("int o = f0 * %d + oh * %d + %d", out.channelStride(), out.rowStride(), y.index(0, 0, 0));
        write(filters);
    }

    private void tile(String first, String sums, LoopProduct own) {
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
        if (schedule.order() == Layout.Order.CHW) {
            boolean line = out.rowStride() == shape.width();
            code.loop("j", filters).loop("r", line ? 1 : schedule.rows());
            code.line(
                    "System.arraycopy(sums[j / %d], j %% %d * %d + r * %d, %s, o + j * %d + r * %d, %d)",
                    schedule.filters(),
                    schedule.filters(),
                    lanes,
                    shape.width(),
                    y.array(),
                    out.channelStride(),
                    out.rowStride(),
                    (line ? schedule.rows() : 1) * shape.width());
            code.end(2);
            return;
        }
        Code loops = new Code();
        for (int i = 0; i * schedule.filters() < filters; i++) {
            loops.line("float[] s%d = sums[%d]", i, i);
        }
        pixels(loops, out.rowStride(), out.pixelStride());
        for (int j = 0; j < filters; j++) {
            int own = j % schedule.filters();
            loops.line("y[%s] = s%d[%s]", at("p", j), j / schedule.filters(), at("i", own * lanes));
        }
        loops.end(2);
        String method = helpers.method("write", List.of("float[][] sums", "float[] y", "int q"), loops);
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
        code.line("%s(%s%s)", helpers.method("activate", parameters, loops), sums, slope ? ", slope, f" : "");
    }
}
