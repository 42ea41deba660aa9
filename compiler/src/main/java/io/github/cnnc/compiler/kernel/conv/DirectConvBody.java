package io.github.cnnc.compiler.kernel.conv;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;

/**
 * Direct convolution. The accumulators of a tile of filters x columns are local variables:
 *
 * <pre>
 *   for each group, filter tile, output row, column tile
 *     accumulators = bias
 *     for each input channel [, kernel row [, kernel column]]
 *       accumulators += weights x inputs      (the rest of the window unrolled)
 *     output = activation(accumulators)
 * </pre>
 */
final class DirectConvBody {

    private final Op.Conv conv;
    private final Window window;
    private final int tileFilters;
    private final int tileColumns;
    private final Unrolled unrolled;
    private final BufferView x;
    private final BufferView y;
    private final Arithmetic arithmetic;
    private final Code code = new Code();

    DirectConvBody(KernelSite site, DirectConv schedule, Arithmetic arithmetic) {
        this.conv = (Op.Conv) site.operation().op();
        this.window = conv.window();
        this.tileFilters = schedule.filters();
        this.tileColumns = schedule.columns();
        this.unrolled = schedule.unrolled();
        this.x = site.input();
        this.y = site.output();
        this.arithmetic = arithmetic;
    }

    Code emit() {
        Layout in = x.layout();
        Layout out = y.layout();
        int groups = conv.groups();
        int depth = in.volume().depth() / groups;
        int filters = out.volume().depth() / groups;
        int taps = window.kernelWidth() * window.kernelHeight();

        code.line("int k = 0");
        code.loop("g", groups).tiles("f", filters, tileFilters);
        code.loop("oh", out.volume().height()).tiles("ow", out.volume().width(), tileColumns);
        String filter = groups == 1 ? "f" : "g * " + filters + " + f";
        accumulators((i, j) ->
                code.line("float a%d_%d = %s", i, j, conv.bias().isPresent() ? "bias[" + at(filter, i) + "]" : "0f"));
        code.line(
                "int p = %d + oh * %d + ow * %d",
                x.index(0, -window.top(), -window.left()),
                window.strideHeight() * in.rowStride(),
                window.strideWidth());
        if (groups > 1) {
            code.line("p += g * %d", depth * in.channelStride());
        }
        code.line("int q = k");
        code.loop("c", depth);
        window();
        code.line("p += %d", in.channelStride()).end();
        code.line(
                "int o = %d + (%s) * %d + oh * %d + ow",
                y.index(0, 0, 0), filter, out.channelStride(), out.rowStride());
        accumulators((i, j) -> code.line(
                "%s[%s] = %s",
                y.array(),
                at("o", i * out.channelStride() + j),
                Arithmetic.activate(conv.activation(), "a" + i + "_" + j, at(filter, i))));
        code.end(2);
        code.line("k += %d", depth * taps * tileFilters).end(2);
        return code;
    }

    /** The window of one input channel, of which {@code p} is the first tap and {@code q} the first weight. */
    private void window() {
        int row = window.dilationHeight() * x.layout().rowStride();
        if (unrolled == Unrolled.WINDOW) {
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                taps("p", kh * row, kh * window.kernelWidth() * tileFilters, window.kernelWidth());
            }
            code.line("q += %d", window.kernelHeight() * window.kernelWidth() * tileFilters);
            return;
        }
        code.loop("kh", window.kernelHeight());
        code.line("int r = p + kh * %d", row);
        if (unrolled == Unrolled.ROW) {
            taps("r", 0, 0, window.kernelWidth());
            code.line("q += %d", window.kernelWidth() * tileFilters);
        } else {
            code.loop("kw", window.kernelWidth());
            taps("r", 0, 0, 1);
            code.line("q += %d", tileFilters);
            code.line("r += %d", window.dilationWidth()).end();
        }
        code.end();
    }

    /** Unrolled taps of one window row. */
    private void taps(String base, int offset, int weights, int count) {
        code.begin();
        for (int position : Columns.read(window, tileColumns, 0, count)) {
            code.line("float x%d = %s[%s]", position, x.array(), at(base, offset + position));
        }
        for (int kw = 0; kw < count; kw++) {
            int tap = kw;
            for (int i = 0; i < tileFilters; i++) {
                code.line("float w%d_%d = weight[%s]", kw, i, at("q", weights + kw * tileFilters + i));
            }
            accumulators((i, j) -> code.line(arithmetic.mac(
                    "a" + i + "_" + j,
                    "w" + tap + "_" + i,
                    "x" + (j * window.strideWidth() + tap * window.dilationWidth()))));
        }
        code.end();
    }

    private void accumulators(Each each) {
        for (int i = 0; i < tileFilters; i++) {
            for (int j = 0; j < tileColumns; j++) {
                each.accept(i, j);
            }
        }
    }

    private interface Each {
        void accept(int filter, int column);
    }
}
