package io.github.cnnc.compiler.kernel.window;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;
import static io.github.cnnc.compiler.codegen.Arithmetic.times;

import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.codegen.VectorCode;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.Volume;

/**
 * Depthwise convolution and pooling: for each tile of output columns all channels, a vector at a time, the window
 * unrolled or, where it is large, in loops. Depthwise convolution and average pooling read zeros from a halo; max pooling reads
 * the nearest element inside instead, which is in the window as well.
 */
final class VectorWindowBody {

    private final Op.Windowed op;
    private final Window window;
    private final boolean max;
    private final int columns;
    private final int lanes;
    private final BufferView x;
    private final BufferView y;
    private final Activation activation;
    private final boolean unrolled;
    private final boolean clamp;
    private final Arguments given = new Arguments();
    private final String row;
    private final String pitch;
    private final String channels;
    private final Code code = new Code();
    private final VectorCode vector;

    VectorWindowBody(KernelSite site, VectorWindow schedule) {
        this.op = (Op.Windowed) site.operation().op();
        this.window = op.window();
        this.max = op instanceof Op.MaxPool;
        this.columns = schedule.columns();
        this.lanes = schedule.width();
        this.x = site.input();
        this.y = site.output();
        this.activation = site.operation().activation();
        this.vector = new VectorCode(lanes, code);
        this.unrolled = WindowLimits.isUnrolled(window);
        this.clamp = max
                && !Halo.reach(window, x.layout().volume(), y.layout().volume()).isNone();
        this.row = clamp && unrolled ? "0" : given.size("row", x.layout().rowStride());
        this.pitch = given.size("pitch", x.layout().pixelStride());
        this.channels = given.size("channels", room());
    }

    /** What depends on the row alone, and the call that does its columns. */
    Code emit(Helpers helpers) {
        Layout in = x.layout();
        Layout out = y.layout();
        Code unit = new Code().line("int oh = u");
        given.give("float[] x", x.array());
        if (clamp) {
            rows();
        } else {
            String first =
                    at("oh * " + window.strideHeight() * in.rowStride(), x.index(0, -window.top(), -window.left()));
            given.give("int x0", first);
        }
        if (op instanceof Op.Conv conv) {
            given.give("float[] weight", "weight");
            if (conv.bias().isPresent()) {
                given.give("float[] bias", "bias");
            }
        }
        if (activation.slope().isPresent()) {
            given.give("float[] slope", "slope");
        }
        if (op instanceof Op.AvgPool pool) {
            int top = pool.countPad() ? window.top() : 0;
            int bottom = in.volume().height() + (pool.countPad() ? window.bottom() : 0);
            unit.line("int h0 = %s", at("oh * " + window.strideHeight(), -window.top()));
            given.give(
                    "int rows",
                    "Math.min(" + at("h0", window.kernelHeight()) + ", " + bottom + ") - Math.max(h0, " + -top + ")");
        }
        given.give("float[] y", y.array()).give("int y0", at("oh * " + out.rowStride(), y.index(0, 0, 0)));
        return unit.line(helpers.call(max ? "maxPool" : op instanceof Op.Conv ? "depthwise" : "avgPool", given, row()));
    }

    /** One row of the output. */
    private Code row() {
        Layout out = y.layout();
        code.tiles("ow", given.size("width", out.volume().width()), out.volume().width(), columns);
        if (clamp) {
            columns();
        } else {
            code.line("int p = x0 + ow * %s%s", window.strideWidth() == 1 ? "" : window.strideWidth() + " * ", pitch);
        }
        if (op instanceof Op.AvgPool pool) {
            shares(pool);
        }
        String yPitch = given.size("yPitch", out.pixelStride());
        code.line("int o = y0 + ow * %s", yPitch);
        code.tiles("c", channels, room(), lanes);
        begin();
        if (unrolled) {
            for (int kh = 0; kh < window.kernelHeight(); kh++) {
                for (int kw = 0; kw < window.kernelWidth(); kw++) {
                    tap(kh, kw);
                }
            }
        } else {
            loops();
        }
        vector.prepare(activation);
        for (int j = 0; j < columns; j++) {
            if (op instanceof Op.AvgPool) {
                code.line("a%d = a%d.mul(%s)", j, j, vector.all("n" + j));
            }
            vector.finish(activation, "a" + j, "c", "y", times("o + c", j, yPitch));
        }
        return code.end(2);
    }

    /** Channels of a pixel, or the lanes of the one vector that has more. */
    private int room() {
        return Math.max(lanes, y.layout().volume().depth());
    }

    /** What says where the rows are, those outside replaced by the nearest inside: the index of each, or what a loop needs. */
    private void rows() {
        Layout in = x.layout();
        int first = x.index(0, 0, 0);
        String h0 = at("oh * " + window.strideHeight(), -window.top());
        if (!unrolled) {
            given.give("int first", String.valueOf(first)).give("int h0", h0);
            return;
        }
        for (int kh = 0; kh < window.kernelHeight(); kh++) {
            String at = at("oh * " + window.strideHeight(), kh * window.dilationHeight() - window.top());
            String inside = "Math.max(0, Math.min(" + (in.volume().height() - 1) + ", " + at + "))";
            given.give("int r" + kh, at(inside + " * " + in.rowStride(), first));
        }
    }

    /** The positions of columns {@code q}, those outside replaced by the nearest inside. */
    private void columns() {
        for (int i = 0; i < (columns - 1) * window.strideWidth() + reach(); i++) {
            code.line("int q%d = %s", i, column(at("ow * " + window.strideWidth(), i)));
        }
    }

    /** Columns that a window spans. */
    private int reach() {
        return (window.kernelWidth() - 1) * window.dilationWidth() + 1;
    }

    private String column(String position) {
        return inside("last", x.layout().volume().width(), at(position, -window.left())) + " * " + pitch;
    }

    /** The position of a row or column, or the nearest one inside. */
    private String inside(String last, int size, String position) {
        return "Math.max(0, Math.min(" + given.size(last, size - 1) + ", " + position + "))";
    }

    /** The share of each element in the average of each column. */
    private void shares(Op.AvgPool pool) {
        Volume in = x.layout().volume();
        int left = pool.countPad() ? window.left() : 0;
        String right = given.size("right", in.width() + (pool.countPad() ? window.right() : 0));
        for (int j = 0; j < columns; j++) {
            code.line("int v%d = %s", j, at("ow * " + window.strideWidth(), j * window.strideWidth() - window.left()));
            code.line(
                    "float n%d = 1f / (rows * (Math.min(%s, %s) - Math.max(v%d, %d)))",
                    j, at("v" + j, window.kernelWidth()), right, j, -left);
        }
    }

    private void begin() {
        boolean bias = op instanceof Op.Conv conv && conv.bias().isPresent();
        for (int j = 0; j < columns; j++) {
            String value =
                    bias ? vector.load("bias", "c") : vector.all(max ? Literals.of(Float.NEGATIVE_INFINITY) : "0f");
            vector.declare("a" + j, value);
        }
    }

    private void tap(int kh, int kw) {
        int tap = kh * window.kernelWidth() + kw;
        if (op instanceof Op.Conv) {
            vector.declare("w" + tap, vector.load("weight", times("c", tap, channels)));
        }
        for (int j = 0; j < columns; j++) {
            int column = j * window.strideWidth() + kw * window.dilationWidth();
            String index = clamp
                    ? "r" + kh + " + q" + column + " + c"
                    : times(times("p + c", kh * window.dilationHeight(), row), column, pitch);
            combine(j, vector.load("x", index), "w" + tap);
        }
    }

    private void combine(int column, String value, String weight) {
        String sum = "a" + column;
        if (op instanceof Op.Conv) {
            code.line("%s = %s.fma(%s, %s)", sum, value, weight, sum);
        } else {
            code.line("%s = %s.%s(%s)", sum, sum, max ? "max" : "add", value);
        }
    }

    private void loops() {
        code.loop("kh", window.kernelHeight());
        if (clamp) {
            code.line(
                    "int r = first + %s * %s",
                    inside("bottom", x.layout().volume().height(), "h0 + kh * " + window.dilationHeight()), row);
        } else {
            code.line("int r = p + kh * %d * %s", window.dilationHeight(), row);
        }
        code.loop("kw", window.kernelWidth());
        if (op instanceof Op.Conv) {
            vector.declare("w", vector.load("weight", "c + (kh * " + window.kernelWidth() + " + kw) * " + channels));
        }
        for (int j = 0; j < columns; j++) {
            String index = clamp
                    ? "r + c + "
                            + column(at(
                                    "ow * " + window.strideWidth() + " + kw * " + window.dilationWidth(),
                                    j * window.strideWidth()))
                    : times("r + c + kw * " + window.dilationWidth() + " * " + pitch, j * window.strideWidth(), pitch);
            combine(j, vector.load("x", index), "w");
        }
        code.end(2);
    }
}
