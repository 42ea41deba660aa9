package io.github.cnnc.compiler.kernel.window;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.conv.Columns;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Depthwise convolution and pooling. What the taps of a tile of outputs see is copied into a short array (see {@link PackedRows}), then
 * loops run over all channels of all columns, a few taps in each; the weights are repeated for each column. Depthwise convolution and average pooling read zeros from a halo; max pooling reads the nearest element inside
 * instead, which is in the window as well.
 */
final class WindowLoopsBody {

    private final WindowLoops schedule;
    private final Op.Windowed op;
    private final Window window;
    private final boolean max;
    private final boolean conv;
    private final int rows;
    private final int columns;
    private final int depth;
    private final int pitch;
    private final PackedRows packed;
    private final BufferView x;
    private final BufferView y;
    private final Layout in;
    private final Layout out;
    private final Activation activation;
    private final boolean clamp;
    private final Arithmetic arithmetic;
    private final Helpers helpers;
    private final Code code = new Code();

    WindowLoopsBody(KernelSite site, WindowLoops schedule, KernelContext context) {
        this.op = (Op.Windowed) site.operation().op();
        this.window = op.window();
        this.max = op instanceof Op.MaxPool;
        this.conv = op instanceof Op.Conv;
        this.schedule = schedule;
        this.rows = schedule.rows();
        this.columns = schedule.columns();
        this.x = site.input();
        this.y = site.output();
        this.in = x.layout();
        this.out = y.layout();
        this.depth = out.volume().depth();
        this.activation = site.operation().activation();
        this.packed = PackedRows.of(window, schedule, depth);
        this.pitch = packed.lanes();
        this.clamp = max && !Halo.reach(window, in.volume(), out.volume()).isNone();
        this.arithmetic = context.arithmetic();
        this.helpers = context.helpers();
    }

    WorkSplit split() {
        return WorkSplit.tiles(out.volume().height(), rows);
    }

    Code emit() {
        code.line(
                "int oh = %s",
                rows == 1 ? "u" : "Math.min(u * " + rows + ", " + (out.volume().height() - rows) + ")");
        code.line("float[] a = sums[0]").line("float[] b = sums[1]");
        code.tiles("ow", out.volume().width(), columns);
        if (!clamp) {
            code.line(
                    "int p = oh * %d + ow * %d + %d",
                    window.strideHeight() * in.rowStride(),
                    window.strideWidth() * in.pixelStride(),
                    x.index(0, -window.top(), -window.left()));
        }
        begin();
        if (WindowLimits.isUnrolled(window)) {
            unrolled();
        } else {
            loops();
        }
        finish();
        return code.end();
    }

    private void begin() {
        if (conv && ((Op.Conv) op).bias().isPresent()) {
            for (int r = 0; r < rows; r++) {
                code.line("System.arraycopy(bias, 0, a, %d, %d)", r * pitch, columns * depth);
            }
        } else {
            code.line("Arrays.fill(a, 0, %d, %s)", rows * pitch, max ? Literals.of(Float.NEGATIVE_INFINITY) : "0f");
        }
    }

    private void unrolled() {
        if (clamp) {
            for (int position : Columns.read(window, columns, 0, window.kernelWidth())) {
                code.line("int q%d = %s", position, column("ow * " + window.strideWidth(), position));
            }
        }
        for (int i = 0; i < packed.inputRows().size(); i++) {
            int row = packed.inputRows().get(i);
            if (clamp) {
                code.line("int r%d = %s", i, row(at("oh * " + window.strideHeight(), row - window.top())));
            }
            String from = clamp ? "r" + i + " + q" : at("p", row * in.rowStride());
            if (packed.shared()) {
                copy(from, 0, 1, i * packed.strip(), packed.pixels());
            } else {
                for (int kw = 0; kw < window.kernelWidth(); kw++) {
                    int first = kw * window.dilationWidth();
                    copy(from, first, window.strideWidth(), i * packed.strip() + kw * pitch, columns);
                }
            }
        }
        int width = window.kernelWidth();
        int taps = window.kernelHeight() * width;
        String method = combine(taps, (r, tap) -> packed.position(r, tap / width, tap % width));
        code.line("%s(a, b%s)", method, conv ? ", weight" : "");
    }

    /**
     * Copies pixels side by side.
     *
     * @param row where the row of the first tap begins; clamped, all but the number of a pixel's position
     * @param first the first pixel's position
     * @param stride from one to the next
     */
    private void copy(String row, int first, int stride, int to, int pixels) {
        boolean together = !clamp && stride * in.pixelStride() == depth;
        for (int j = 0; j < (together ? 1 : pixels); j++) {
            int position = first + j * stride;
            code.line(
                    "System.arraycopy(%s, %s, b, %d, %d)",
                    x.array(),
                    clamp ? row + position : at(row, position * in.pixelStride()),
                    to + j * depth,
                    together ? pixels * depth : depth);
        }
    }

    /** A large window: a few taps of a row at a time. */
    private void loops() {
        code.loop("kh", window.kernelHeight());
        code.line(
                "int r = %s",
                clamp
                        ? row(at("oh * " + window.strideHeight() + " + kh * " + window.dilationHeight(), -window.top()))
                        : "p + kh * " + window.dilationHeight() * in.rowStride());
        int chunk = Math.min(window.kernelWidth(), WindowLoops.CHUNK);
        int rest = window.kernelWidth() % chunk;
        code.loop("kw", 0, window.kernelWidth() - rest, chunk);
        chunk("kw", chunk);
        code.end();
        if (rest > 0) {
            chunk(String.valueOf(window.kernelWidth() - rest), rest);
        }
        code.end();
    }

    private void chunk(String kw, int taps) {
        code.begin();
        for (int i = 0; i < taps; i++) {
            if (!clamp) {
                code.line("int q%d = r + (%s) * %d", i, at(kw, i), window.dilationWidth() * in.pixelStride());
                copy("q" + i, 0, window.strideWidth(), i * pitch, columns);
                continue;
            }
            for (int j = 0; j < columns; j++) {
                code.line(
                        "System.arraycopy(%s, r + %s, b, %d, %d)",
                        x.array(),
                        column(
                                "ow * " + window.strideWidth() + " + (" + at(kw, i) + ") * " + window.dilationWidth(),
                                j * window.strideWidth()),
                        i * pitch + j * depth,
                        depth);
            }
        }
        if (conv) {
            code.line(
                    "System.arraycopy(weight, (kh * %d + %s) * %d, sums[2], 0, %d)",
                    window.kernelWidth(), kw, pitch, taps * pitch);
        }
        code.line("%s(a, b%s)", combine(taps, (r, tap) -> tap * pitch), conv ? ", sums[2]" : "");
        code.end();
    }

    /** The method that combines so many taps with the sums; {@code seen} says where a tap of a row sees its pixels. */
    private String combine(int taps, IntBinaryOperator seen) {
        int most = schedule.taps();
        Code loops = new Code();
        for (int from = 0; from < taps; from += most) {
            loops.loop("i", pitch);
            for (int r = 0; r < rows; r++) {
                String element = "a[" + at("i", r * pitch) + "]";
                String sum = element;
                for (int tap = from; tap < Math.min(taps, from + most); tap++) {
                    String pixel = "b[" + at("i", seen.applyAsInt(r, tap)) + "]";
                    sum = conv
                            ? arithmetic.sum(sum, pixel, "w[" + at("i", tap * pitch) + "]")
                            : max ? "Math.max(" + sum + ", " + pixel + ")" : sum + " + " + pixel;
                }
                loops.line("%s = %s", element, sum);
            }
            loops.end();
        }
        List<String> parameters = new ArrayList<>(List.of("float[] a", "float[] b"));
        if (conv) {
            parameters.add("float[] w");
        }
        return helpers.method("window" + taps + "Taps", parameters, loops);
    }

    private void finish() {
        boolean average = op instanceof Op.AvgPool;
        boolean shares =
                average && !Halo.reach(window, in.volume(), out.volume()).isNone();
        if (shares) {
            shares((Op.AvgPool) op);
        }
        boolean slope = activation.slope().isPresent();
        if (average || activation.function() != ActivationFunction.NONE) {
            Code loop = new Code();
            for (int r = 0; r < rows; r++) {
                String element = "a[" + at("i", r * pitch) + "]";
                String share = shares
                        ? " * b[" + at("i", r * pitch) + "]"
                        : average ? " * " + Literals.of(1f / (window.kernelWidth() * window.kernelHeight())) : "";
                loop.loop("i", pitch).line("float v = %s%s", element, share);
                loop.line("%s = %s", element, Arithmetic.activate(activation, "v", "i"))
                        .end();
            }
            List<String> parameters = new ArrayList<>(List.of("float[] a", "float[] b"));
            if (slope) {
                parameters.add("float[] slope");
            }
            String method = helpers.method("finish", parameters, loop);
            code.line("%s(a, b%s)", method, slope ? ", slope" : "");
        }
        code.line("int o = oh * %d + ow * %d + %d", out.rowStride(), out.pixelStride(), y.index(0, 0, 0));
        boolean together = out.pixelStride() == depth;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < (together ? 1 : columns); j++) {
                code.line(
                        "System.arraycopy(a, %d, %s, %s, %d)",
                        r * pitch + j * depth,
                        y.array(),
                        at("o", r * out.rowStride() + j * out.pixelStride()),
                        together ? columns * depth : depth);
            }
        }
    }

    /** Sets {@code b} to what a sum becomes an average by: what of the window counts for each output. */
    private void shares(Op.AvgPool pool) {
        Volume volume = in.volume();
        int top = pool.countPad() ? window.top() : 0;
        int left = pool.countPad() ? window.left() : 0;
        int bottom = volume.height() + (pool.countPad() ? window.bottom() : 0);
        int right = volume.width() + (pool.countPad() ? window.right() : 0);
        code.loop("r", rows);
        code.line("int h0 = %s", at("(oh + r) * " + window.strideHeight(), -window.top()));
        code.line("int rows = Math.min(%s, %d) - Math.max(h0, %d)", at("h0", window.kernelHeight()), bottom, -top);
        code.loop("j", columns);
        code.line("int v0 = %s", at("(ow + j) * " + window.strideWidth(), -window.left()));
        code.line(
                "float share = 1f / (rows * (Math.min(%s, %d) - Math.max(v0, %d)))",
                at("v0", window.kernelWidth()), right, -left);
        code.line("int i = r * %d + j * %d", pitch, depth);
        code.line("Arrays.fill(b, i, i + %d, share)", depth).end(2);
    }

    /** The position of a row; of one outside, of the nearest inside. */
    private String row(String row) {
        return "Math.max(0, Math.min(" + (in.volume().height() - 1) + ", " + row + ")) * " + in.rowStride() + " + "
                + x.index(0, 0, 0);
    }

    private String column(String first, int offset) {
        return "Math.max(0, Math.min(" + (in.volume().width() - 1) + ", " + at(first, offset - window.left()) + ")) * "
                + in.pixelStride();
    }
}
