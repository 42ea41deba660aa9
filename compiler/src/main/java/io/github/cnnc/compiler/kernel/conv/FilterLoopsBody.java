package io.github.cnnc.compiler.kernel.conv;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.kernel.Alignment;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import java.util.List;

/**
 * Convolution along the filters. The sums of a tile of output columns lie in a short array, a run of filters for each column;
 * {@code weight[k]} has the weights of a few taps, a row of filters for each:
 *
 * <pre>
 *   for each block of rows
 *     sums[tile][column][*] = bias
 *     for each few taps
 *       for each tile of the block: sums[tile][column][*] += x[column, tap] * weight[tap, *]     (a method)
 *     output = activation(sums)
 * </pre>
 */
final class FilterLoopsBody {

    private final ConvShape shape;
    private final boolean bias;
    private final Activation activation;
    private final BufferView x;
    private final BufferView y;
    private final Layout in;
    private final Layout out;
    private final boolean line;
    private final PixelBlocks blocks;
    private final TapRuns runs;
    private final int pitch;
    private final LoopProduct product;
    private final Helpers helpers;
    private final Code code = new Code();

    FilterLoopsBody(KernelSite site, FilterLoops schedule, KernelContext context) {
        this.bias = site.operation().has(Weight.Role.BIAS);
        this.activation = site.operation().activation();
        this.x = site.input();
        this.y = site.output();
        this.in = x.layout();
        this.out = y.layout();
        this.shape = ConvShape.of(site.operation());
        this.line = shape.isPointwise() && in.rowStride() == shape.width() * in.pixelStride();
        this.blocks = PixelBlocks.of(shape, schedule, line);
        this.runs = TapRuns.of(shape, in);
        this.pitch = Alignment.aligned(shape.filters());
        this.product = new LoopProduct(schedule.columns(), schedule.taps(), shape.filters(), pitch, context);
        this.helpers = context.helpers();
    }

    WorkSplit split() {
        int size = line ? shape.width() * shape.height() : shape.height();
        boolean fits = size % (line ? blocks.width() : blocks.rows()) == 0;
        return WorkSplit.line(blocks.blocks() * shape.groups(), fits ? 1 : blocks.blocks());
    }

    Code emit() {
        if (shape.groups() > 1) {
            code.line("int g = u / %d", blocks.blocks());
        }
        String block = shape.groups() > 1 ? "u % " + blocks.blocks() : "u";
        if (line) {
            int last = shape.width() * shape.height() - blocks.width();
            code.line("int first = Math.min(%s * %d, %d)", block, blocks.width(), last);
            code.line(
                    "int p = %s", at("first * " + in.pixelStride() + group("g * " + shape.depth()), x.index(0, 0, 0)));
        } else {
            int last = shape.height() - blocks.rows();
            code.line("int oh = Math.min(%s * %d, %d)", block, blocks.rows(), last);
            code.line(
                    "int p = %s",
                    at(
                            "oh * " + shape.strideHeight() * in.rowStride() + group("g * " + shape.depth()),
                            x.index(0, -shape.top(), -shape.left())));
        }
        String first = shape.groups() == 1 ? "0" : "g * " + shape.filters();
        tiles((tile, own) -> own.begin(code, "sums[" + tile + "]", bias, first));
        int arrays = runs.rows() * runs.columns() * product.arrays(runs.taps());
        code.line("int k = %s", shape.groups() == 1 ? "0" : "g * " + arrays);
        taps();
        tiles(this::finish);
        return code;
    }

    private String group(String offset) {
        return shape.groups() == 1 ? "" : " + " + offset;
    }

    private void taps() {
        if (runs.rows() > 1) {
            code.loop("kh", runs.rows());
        }
        if (runs.columns() > 1) {
            code.loop("kw", runs.columns());
        }
        String q = "p"
                + (runs.rows() > 1 ? " + kh * " + shape.dilationHeight() * in.rowStride() : "")
                + (runs.columns() > 1 ? " + kw * " + shape.dilationWidth() * in.pixelStride() : "");
        code.line("int q = %s", q);
        product.calls(runs.taps(), (calls, taps, arrays) -> {
            code.loop("c", calls);
            tiles((tile, own) -> add(tile, own, taps));
            code.line("q += %d", taps).line("k += %d", arrays).end();
        });
        code.end((runs.rows() > 1 ? 1 : 0) + (runs.columns() > 1 ? 1 : 0));
    }

    /** Adds a few taps to a tile. */
    private void add(String tile, LoopProduct own, int taps) {
        int column = shape.strideWidth() * in.pixelStride();
        code.line(
                "int i = q + r * %d + %s",
                shape.strideHeight() * in.rowStride(),
                own == product ? "t * " + column * product.columns() : blocks.full() * product.columns() * column);
        own.call(code, "sums[" + tile + "]", "weight", "k", x.array(), "i", taps, column);
    }

    /** What is done for every tile of a block, in row {@code r}, the {@code t}th of it where it is of full width. */
    private void tiles(Tile tile) {
        code.loop("r", blocks.rows());
        String first = blocks.full() == 1 ? "r" : "r * " + blocks.full() + " + t";
        if (blocks.full() > 0) {
            code.loop("t", blocks.full());
            tile.of(first, product);
            code.end();
        }
        if (blocks.rest() > 0) {
            code.begin();
            tile.of(at("r", blocks.rows() * blocks.full()), product.rest(blocks.rest()));
            code.end();
        }
        code.end();
    }

    /** Activates a tile and copies it to where it belongs. */
    private void finish(String tile, LoopProduct own) {
        String sums = "sums[" + tile + "]";
        activate(sums, own.columns());
        boolean dense = !line || out.rowStride() == shape.width() * out.pixelStride();
        String column = own == product ? "t * " + product.columns() : String.valueOf(blocks.full() * product.columns());
        boolean together =
                dense && shape.groups() == 1 && pitch == shape.filters() && out.pixelStride() == shape.filters();
        for (int j = 0; j < (together ? 1 : own.columns()); j++) {
            code.begin();
            code.line("int o = %s%s", output(column, j, dense), group("g * " + shape.filters()));
            code.line(
                    "System.arraycopy(%s, %d, %s, o, %d)",
                    sums, j * pitch, y.array(), together ? own.columns() * pitch : shape.filters());
            code.end();
        }
    }

    private String output(String column, int j, boolean dense) {
        if (!line) {
            return at("(oh + r) * " + out.rowStride() + " + (" + column + ") * " + out.pixelStride(), y.index(0, 0, j));
        }
        String pixel = at("first + " + column, j);
        return dense
                ? at("(" + pixel + ") * " + out.pixelStride(), y.index(0, 0, 0))
                : at(
                        "(" + pixel + ") / " + shape.width() + " * " + out.rowStride() + " + (" + pixel + ") % "
                                + shape.width() + " * " + out.pixelStride(),
                        y.index(0, 0, 0));
    }

    private void activate(String sums, int columns) {
        if (activation.function() == ActivationFunction.NONE) {
            return;
        }
        Code loop = new Code();
        if (activation.slope().isEmpty()) {
            loop.loop("f", columns * pitch).line("float v = a[f]");
            loop.line("a[f] = %s", Arithmetic.activate(activation, "v", "f")).end();
            code.line("%s(%s)", helpers.method("activate", List.of("float[] a"), loop), sums);
            return;
        }
        for (int j = 0; j < columns; j++) {
            loop.loop("f", shape.filters()).line("float v = a[%s]", at("f", j * pitch));
            loop.line("a[%s] = %s", at("f", j * pitch), Arithmetic.activate(activation, "v", "g0 + f"))
                    .end();
        }
        String method = helpers.method("activate", List.of("float[] a", "float[] slope", "int g0"), loop);
        String first = shape.groups() == 1 ? "0" : "g * " + shape.filters();
        code.line("%s(%s, slope, %s)", method, sums, first);
    }

    private interface Tile {
        void of(String tile, LoopProduct own);
    }
}
