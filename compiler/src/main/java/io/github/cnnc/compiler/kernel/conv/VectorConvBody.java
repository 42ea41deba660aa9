package io.github.cnnc.compiler.kernel.conv;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;
import static io.github.cnnc.compiler.codegen.Arithmetic.times;

import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.VectorCode;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Weight;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Convolution and fully connected layers in a register tile of pixels x vectors of filters:
 *
 * <pre>
 *   for each tile of rows and of filters       (blocks of rows, so that what they read stays in the cache)
 *     for each tile of columns
 *       a[pixel][vector] = bias
 *       for each tap: a[pixel][vector] += broadcast(x[pixel, tap]) * w[tap][vector]
 *       y[pixel][vector] = activation(a + residual)
 * </pre>
 */
final class VectorConvBody {

    /** Floats of input rows that a block of row tiles may have: half of a second-level cache of 1 MiB. */
    private static final int BLOCK = 128 * 1024;

    /**
     * Pixels of a tile whose addresses all have a register, wherever they lie. With fourteen that are not known to lie so far apart
     * the loop takes a third longer.
     */
    private static final int FEW = 8;

    private final ConvShape shape;
    private final VectorConv tile;
    private final BufferView x;
    private final BufferView y;
    private final boolean bias;
    private final boolean pooled;
    private final Optional<BufferView> residual;
    private final Activation activation;
    private final int filters;
    /** Whether the distances of pixels and the number of channels are sizes; they are constants otherwise. */
    private final boolean few;

    private final int rowTiles;
    private final int filterTiles;
    /** Row tiles of a block. */
    private final int block;

    private final Arguments given = new Arguments();
    private final String row;
    private final String pitch;
    private final Code code = new Code();
    private String weightAt = "q";
    private final VectorCode vector;

    VectorConvBody(KernelSite site, VectorConv tile) {
        this.tile = tile;
        this.x = site.input();
        this.y = site.output();
        this.shape = ConvShape.of(site.operation());
        this.bias = site.operation().has(Weight.Role.BIAS);
        this.pooled = ConvShape.isPooled(site.operation().op());
        this.residual = site.inputs().size() > 1 ? Optional.of(site.inputs().get(1)) : Optional.empty();
        this.activation = site.operation().activation();
        this.filters = tile.filters();
        this.rowTiles = tiles(shape.height(), tile.rows());
        this.filterTiles = tiles(shape.filters(), filters);
        this.block = block();
        this.vector = new VectorCode(tile.width(), code);
        this.few = tile.taps() == Taps.LINE && x.layout().channelStride() == 1 && pixels() <= FEW;
        boolean oneRow = tile.rows() == 1 && shape.kernelHeight() == 1;
        boolean oneColumn = shape.width() == 1 && shape.kernelWidth() == 1;
        this.row = oneRow ? "0" : distance("row", x.layout().rowStride());
        this.pitch = oneColumn ? "0" : distance("pitch", x.layout().pixelStride());
    }

    private String distance(String name, int value) {
        return few ? given.size(name, value) : String.valueOf(value);
    }

    /**
     * Row tiles of each tile of filters, so that a thread has the same rows in every layer. Of several blocks, a thread has some one
     * behind the other, if the overlaps let it.
     */
    WorkSplit split() {
        int all = filterTiles * shape.groups();
        int rowRun = fits(shape.height(), tile.rows()) ? 1 : rowTiles;
        int filterRun = fits(shape.filters(), filters) ? 1 : filterTiles;
        if (block == rowTiles) {
            return new WorkSplit(rowTiles, all, rowRun, filterRun);
        }
        if (block == 1) {
            return rowRun == 1
                    ? WorkSplit.line(rowTiles * all, filterRun)
                    : new WorkSplit(all, rowTiles, filterRun, rowRun);
        }
        int blockRun = rowRun == 1 ? 1 : block;
        return filterRun == 1
                ? WorkSplit.line(rowTiles * all, blockRun)
                : new WorkSplit(block, rowTiles / block * all, blockRun, filterRun);
    }

    /** Whether tiles do not overlap; a single one is narrower than it might be. */
    private static boolean fits(int size, int tile) {
        return size % tile == 0 || size < tile;
    }

    /** The first row and filter of a piece of work, and the call that does it. */
    Code emit(Helpers helpers) {
        int all = filterTiles * shape.groups();
        Code unit = new Code();
        // Blocks of row tiles, then tiles of filters, then the row tiles of the block.
        unit.line(
                "int r = %s",
                block == rowTiles ? "u % " + rowTiles : "u / " + all * block + " * " + block + " + u % " + block);
        unit.line("int t = %s", block == rowTiles ? "u / " + rowTiles : "u % " + all * block + " / " + block);
        first(unit, "f", shape.groups() == 1 ? "t" : "t % " + filterTiles, shape.filters(), filters);
        if (shape.groups() > 1) {
            unit.line("int g = t / %d", filterTiles);
            unit.line("f += g * %d", shape.filters());
        }
        first(unit, "oh", "r", shape.height(), tile.rows());
        String group =
                shape.groups() == 1 ? "" : "g * " + shape.depth() * x.layout().channelStride() + " + ";
        given.give("float[] x", x.array())
                .give(
                        "int x0",
                        group
                                + at(
                                        "oh * "
                                                + shape.strideHeight()
                                                        * x.layout().rowStride(),
                                        x.index(0, -shape.top(), -shape.left())))
                .give("float[] weight", "weight")
                .give("int q0", "t * " + shape.taps() * filters)
                .give("int f", "f")
                .give("float[] y", y.array())
                .give("int y0", position(y, pooled ? 2 : 1));
        residual.ifPresent(z -> given.give("float[] z", z.array()).give("int z0", position(z, 1)));
        if (bias) {
            given.give("float[] bias", "bias");
        }
        if (activation.slope().isPresent()) {
            given.give("float[] slope", "slope");
        }
        return unit.line(helpers.call("conv", given, tiles()));
    }

    /** The tiles of a row of them. */
    private Code tiles() {
        // Of sixteen registers none is left for a bias while the taps are added.
        boolean within = tile.width() < 16;
        if (!within) {
            biases();
        }
        code.tiles("ow", given.size("width", shape.width()), shape.width(), tile.columns());
        if (within) {
            biases();
        }
        sums();
        store();
        return code.end();
    }

    private void biases() {
        for (int v = 0; v < tile.vectors(); v++) {
            vector.declare("b" + v, bias ? vector.load("bias", at("f", v * tile.width())) : vector.all("0f"));
        }
    }

    private static void first(Code unit, String name, String index, int size, int step) {
        String value = step == 1 ? index : "(" + index + ") * " + step;
        unit.line("int %s = %s", name, fits(size, step) ? value : "Math.min(" + value + ", " + (size - step) + ")");
    }

    /** A divisor of all row tiles, the largest whose input fits the cache. */
    private int block() {
        long row = (long) x.layout().rowStride() * tile.rows() * shape.strideHeight();
        int block = rowTiles;
        while (block > 1 && (rowTiles % block != 0 || row * block > BLOCK)) {
            block--;
        }
        return block;
    }

    private void sums() {
        for (int p = 0; p < pixels(); p++) {
            for (int v = 0; v < tile.vectors(); v++) {
                vector.declare(sum(p, v, 0), "b" + v);
                for (int chain = 1; chain < tile.accumulators(); chain++) {
                    vector.declare(sum(p, v, chain), vector.all("0f"));
                }
            }
        }
        code.line("int p0 = %s", scaled("x0", "ow", shape.strideWidth(), pitch));
        code.line("int q = q0");
        switch (tile.taps()) {
            case LINE -> lines();
            case ROW -> rows();
            case WINDOW -> windows();
        }
        for (int p = 0; p < pixels(); p++) {
            for (int v = 0; v < tile.vectors(); v++) {
                for (int chain = 1; chain < tile.accumulators(); chain++) {
                    code.line("%s = %s.add(%s)", sum(p, v, 0), sum(p, v, 0), sum(p, v, chain));
                }
            }
        }
    }

    private void lines() {
        TapRuns runs = TapRuns.of(shape, x.layout());
        int trip = runs.taps();
        int step = runs.step();
        int columns = runs.columns();
        int rows = runs.rows();
        if (rows > 1) {
            code.loop("kh", rows);
        }
        if (columns > 1) {
            code.loop("kw", columns);
        }
        code.line(
                "int p = %s",
                scaled(
                        rows > 1 ? scaled("p0", "kh", shape.dilationHeight(), row) : "p0",
                        columns > 1 ? "kw" : "0",
                        shape.dilationWidth(),
                        pitch));
        int chains = tile.accumulators();
        String plane = String.valueOf(step);
        Set<Integer> places = new LinkedHashSet<>();
        for (int p = 0; p < pixels(); p++) {
            places.add(place(p, 0, 0));
        }
        bases(places);
        // Whole turns of the chains, then what is left.
        int turns = trip / chains * chains;
        String end = few && turns == trip ? given.size("trip", trip) : String.valueOf(turns * step);
        code.begin(
                "for (int c = 0; c < %s; c += %s)",
                end, chains == 1 ? plane : step == 1 ? chains : chains + " * " + plane);
        // An index that is plainly linear in the loop's own: C2 on Java 17 then needs no bounds check in the loop.
        boolean linear = step == 1 && tile.width() < 16;
        if (linear) {
            weightAt = "q + c * " + filters;
        }
        for (int i = 0; i < chains; i++) {
            tap(i, 0, 0, times("c", i, plane), i);
        }
        weightAt = "q";
        if (!linear) {
            code.line("q += %d", chains * filters);
        }
        code.end();
        if (linear) {
            code.line("q += %d", turns * filters);
        }
        for (int i = 0; i < trip % chains; i++) {
            tap(i, 0, 0, turns * step + " + " + i + " * " + plane, i);
        }
        if (trip % chains > 0) {
            code.line("q += %d", trip % chains * filters);
        }
        code.end((rows > 1 ? 1 : 0) + (columns > 1 ? 1 : 0));
    }

    private void rows() {
        unrolled(1, shape.kernelHeight() > 1);
    }

    private void windows() {
        unrolled(shape.kernelHeight(), false);
    }

    /** Some rows of the window, or one row in a loop over them, for all channels. */
    private void unrolled(int rows, boolean loop) {
        if (loop) {
            code.loop("kh", shape.kernelHeight());
        }
        code.line("int p = %s", loop ? scaled("p0", "kh", shape.dilationHeight(), row) : "p0");
        Set<Integer> places = new LinkedHashSet<>();
        for (int kh = 0; kh < rows; kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                for (int p = 0; p < pixels(); p++) {
                    places.add(place(p, kh, kw));
                }
            }
        }
        bases(places);
        int plane = x.layout().channelStride();
        boolean channels = shape.depth() > 1;
        if (channels) {
            code.begin("for (int c = 0; c < %s; c += %s)", shape.depth() * plane, plane);
        }
        int tap = 0;
        for (int kh = 0; kh < rows; kh++) {
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                tap(tap++, kh, kw, channels ? "c" : "0", 0);
            }
        }
        code.line("q += %d", tap * filters);
        code.end((loop ? 1 : 0) + (channels ? 1 : 0));
    }

    /** Rows and columns of the input from the first one that a tile reads, in one number. */
    private int place(int pixel, int kh, int kw) {
        int down = pixel / tile.columns() * shape.strideHeight() + kh * shape.dilationHeight();
        int right = pixel % tile.columns() * shape.strideWidth() + kw * shape.dilationWidth();
        return down << 16 | right;
    }

    private static String base(int place) {
        return "p" + (place >> 16) + "_" + (place & 0xffff);
    }

    /** Declares the index of each place. */
    private void bases(Set<Integer> places) {
        for (int place : places) {
            code.line("int %s = %s", base(place), times(times("p", place >> 16, row), place & 0xffff, pitch));
        }
    }

    /** Adds one tap, the {@code index}th of the body, whose input lies {@code offset} behind each place. */
    private void tap(int index, int kh, int kw, String offset, int chain) {
        for (int v = 0; v < tile.vectors(); v++) {
            vector.declare(
                    "w" + index + "_" + v, vector.load("weight", at(weightAt, index * filters + v * tile.width())));
        }
        for (int p = 0; p < pixels(); p++) {
            String name = "x" + index + "_" + p;
            vector.declare(name, vector.all("x[" + base(place(p, kh, kw)) + " + " + offset + "]"));
            for (int v = 0; v < tile.vectors(); v++) {
                vector.multiplyAdd(sum(p, v, chain), name, "w" + index + "_" + v);
            }
        }
    }

    private void store() {
        int step = pooled ? 2 : 1;
        String yRow = tile.rows() > step ? given.size("yRow", y.layout().rowStride()) : "0";
        String yPitch = given.size("yPitch", y.layout().pixelStride());
        code.line("int o = y0 + ow%s * %s", pooled ? " / 2" : "", yPitch);
        vector.prepare(activation);
        residual.ifPresent(z -> code.line(
                "int r = z0 + ow * %s", given.size("zPitch", z.layout().pixelStride())));
        for (int row = 0; row < tile.rows(); row += step) {
            for (int column = 0; column < tile.columns(); column += step) {
                int p = row * tile.columns() + column;
                for (int v = 0; v < tile.vectors(); v++) {
                    String sum = sum(p, v, 0);
                    if (pooled) {
                        code.line(
                                "%s = %s.max(%s).max(%s.max(%s))",
                                sum,
                                sum,
                                sum(p + 1, v, 0),
                                sum(p + tile.columns(), v, 0),
                                sum(p + tile.columns() + 1, v, 0));
                    }
                    if (residual.isPresent()) {
                        Layout other = residual.get().layout();
                        String at = times("r", row, row > 0 ? given.size("zRow", other.rowStride()) : "");
                        at = times(at, column, given.size("zPitch", other.pixelStride()));
                        code.line("%s = %s.add(%s)", sum, sum, vector.load("z", at(at, v * tile.width())));
                    }
                    String at = times(times("o", row / step, yRow), column / step, yPitch);
                    vector.finish(activation, sum, at("f", v * tile.width()), "y", at(at, v * tile.width()));
                }
            }
        }
    }

    /** The position of the row's first pixel and filter, {@code step} pixels of the convolution being one of the place. */
    private String position(BufferView place, int step) {
        return "oh" + (step == 1 ? "" : " / 2") + " * " + place.layout().rowStride() + " + "
                + at("f", place.index(0, 0, 0));
    }

    /** {@code base + i * count * size}. */
    private static String scaled(String base, String i, int count, String size) {
        return i.equals("0") ? base : base + " + " + i + (count == 1 ? "" : " * " + count) + " * " + size;
    }

    private int pixels() {
        return tile.rows() * tile.columns();
    }

    private static String sum(int pixel, int vector, int chain) {
        return "a" + pixel + "_" + vector + (chain == 0 ? "" : "_" + chain);
    }

    private static int tiles(int size, int tile) {
        return (size + tile - 1) / tile;
    }
}
