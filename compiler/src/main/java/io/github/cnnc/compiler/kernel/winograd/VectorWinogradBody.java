package io.github.cnnc.compiler.kernel.winograd;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;
import static io.github.cnnc.compiler.codegen.Arithmetic.times;

import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.VectorCode;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.conv.ConvShape;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.generated.Winograd;
import java.util.List;
import java.util.Optional;

/**
 * Winograd's minimal filtering in blocks of tiles that stay in the cache:
 *
 * <pre>
 *   for each block of tiles
 *     v[point][channels][tile][channel] = B^T d B  of each tile's n x n inputs
 *     m[tile][point][filter] = v * u               a matrix product for each of the n x n points
 *     y = activation(A^T m A + bias)               m x m outputs a tile
 * </pre>
 *
 * <p>The last tiles of a row and of a column overlap those before, so that one body serves all, and write only what is new. Threads
 * divide the blocks; where there is but one, they divide its tiles, then its products, then its tiles again, and have its scratch in
 * common.
 */
final class VectorWinogradBody {

    /**
     * The side of a tile of inputs that one method transforms. HotSpot's C1 gives up on methods with some 240 operations on vectors
     * ("out of virtual registers"), and C2 then never sees them: they stay six times slower for good.
     */
    private static final int UNDIVIDED = 5;

    private final Op.Conv conv;
    private final VectorWinograd schedule;
    private final WinogradShape shape;
    private final Winograd transform;
    private final int lanes;
    private final int n;
    private final BufferView x;
    private final BufferView y;
    private final Activation activation;
    private final boolean pooled;
    private final Optional<BufferView> residual;
    private final Helpers helpers;

    VectorWinogradBody(KernelSite site, VectorWinograd schedule, Helpers helpers) {
        this.conv = ConvShape.conv(site.operation().op()).orElseThrow();
        this.activation = site.operation().activation();
        this.pooled = ConvShape.isPooled(site.operation().op());
        this.residual = site.inputs().size() > 1 ? Optional.of(site.inputs().get(1)) : Optional.empty();
        this.schedule = schedule;
        this.x = site.input();
        this.y = site.output();
        this.shape = WinogradShape.of(site.operation(), schedule);
        this.transform = shape.transform();
        this.lanes = schedule.width();
        this.n = transform.inputs();
        this.helpers = helpers;
    }

    List<KernelBody> bodies() {
        if (shape.blocks() > 1) {
            return List.of(new KernelBody(block(), shape.blocks()));
        }
        return List.of(
                new KernelBody(inputs(), shape.tiles()),
                new KernelBody(products(), WorkSplit.line(shape.points() * shape.filterTiles(), filterRun())),
                new KernelBody(outputs(), shape.tiles()));
    }

    /** One of several blocks. */
    private Code block() {
        Code code = new Code();
        code.line("int tile = Math.min(u * %d, %d)", schedule.tiles(), shape.tiles() - schedule.tiles());
        code.loop("t", schedule.tiles());
        place(code, "(tile + t)");
        input(code);
        code.end();
        code.loop("point", shape.points())
                .loop("f", shape.filterTiles())
                .line(product())
                .end(2);
        boolean fits = shape.tiles() % schedule.tiles() == 0;
        code.begin(
                "for (int t = %s; t < %d; t++)", fits ? "0" : "u * " + schedule.tiles() + " - tile", schedule.tiles());
        place(code, "(tile + t)");
        output(code, "(tile + t)");
        return code.end();
    }

    /** The inputs of one tile of the only block. */
    private Code inputs() {
        Code code = new Code().line("int t = u");
        place(code, "t");
        input(code);
        return code;
    }

    /** The products of one point and tile of filters in the only block. */
    private Code products() {
        return new Code()
                .line("int point = u / %d", shape.filterTiles())
                .line("int f = u %% %d", shape.filterTiles())
                .line(product());
    }

    /** The outputs of one tile of the only block. */
    private Code outputs() {
        Code code = new Code().line("int t = u");
        place(code, "t");
        output(code, "t");
        return code;
    }

    /** Tiles of filters of a point, if the last overlaps the one before. */
    private int filterRun() {
        return shape.filters() % (schedule.vectors() * lanes) == 0 ? 1 : shape.filterTiles();
    }

    private int first() {
        return x.index(0, -conv.window().top(), -conv.window().left());
    }

    /** The position of a tile's first pixel, {@code step} pixels of the convolution being one of the place. */
    private String position(BufferView place, int step) {
        Layout layout = place.layout();
        String over = step == 1 ? "" : " / " + step;
        return at(
                "h" + over + " * " + layout.rowStride() + " + w" + over + " * " + layout.pixelStride(),
                place.index(0, 0, 0));
    }

    /** Declares {@code h} and {@code w}, the first output of a tile. */
    private void place(Code code, String tile) {
        code.line("int h = %s / %d", tile, shape.columns());
        code.line(
                "int w = Math.min((%s - h * %d) * %d, %d)",
                tile, shape.columns(), transform.outputs(), shape.width() - transform.outputs());
        code.line("h = Math.min(h * %d, %d)", transform.outputs(), shape.height() - transform.outputs());
    }

    /** The calls that transform the inputs of tile {@code t} of a block. */
    private void input(Code code) {
        Layout in = x.layout();
        code.line("int p = %s", at("h * " + in.rowStride() + " + w * " + in.pixelStride(), first()));
        code.line("int q = s + t * %d", schedule.channelWidth());
        int parts = n > UNDIVIDED ? 2 : 1;
        for (int part = 0; part < parts; part++) {
            code.line(input(part * n / parts, (part + 1) * n / parts));
        }
    }

    /** The call that transforms a tile's inputs to the points of some rows. */
    private String input(int first, int last) {
        int lanes = schedule.channelWidth();
        Arguments given = new Arguments()
                .give("float[] x", x.array())
                .give("int p", "p")
                .give("float[] scratch", "scratch")
                .give("int q", "q");
        int channels = Math.max(lanes, shape.depth());
        String depth = given.size("depth", channels);
        String row = given.size("row", x.layout().rowStride());
        String pitch = given.size("pitch", x.layout().pixelStride());
        String point = given.size("point", shape.inputPoint());
        String tiles = given.size("tiles", schedule.tiles());
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        VectorTransform columns = new VectorTransform(transform.input(), vector, code);
        code.begin("for (int run = 0; run < %s; run += %d)", depth, lanes);
        code.line("int c = %s", channels % lanes == 0 ? "run" : "Math.min(run, " + depth + " - " + lanes + ")");
        for (int j = 0; j < n; j++) {
            code.line("int p%d = %s", j, j == 0 ? "p + c" : "p" + (j - 1) + " + " + pitch);
            for (int i = 0; i < n; i++) {
                if (columns.reads(i, first, last)) {
                    vector.declare("d" + i + "_" + j, vector.load("x", times("p" + j, i, row)));
                }
            }
            int column = j;
            columns.rows(first, last, i -> "d" + i + "_" + column, i -> "b" + i + "_" + column);
        }
        code.line("int o = %s", times("q + run * " + tiles, first * n, point));
        for (int i = first; i < last; i++) {
            int row0 = i;
            columns.apply(j -> "b" + row0 + "_" + j, j -> "v" + row0 + "_" + j);
            for (int j = 0; j < n; j++) {
                vector.store("v" + i + "_" + j, "scratch", "o");
                code.line("o += %s", point);
            }
        }
        return helpers.call("winogradInput", given, code.end());
    }

    /** The call for one point and tile of filters: a tile of rows x vectors at a time. */
    private String product() {
        int rows = schedule.rows();
        int channels = schedule.channelWidth();
        int filters = schedule.vectors() * lanes;
        boolean fits = shape.filters() % filters == 0;
        Arguments given = new Arguments()
                .give("float[] scratch", "scratch")
                .give("int p0", "s + point * " + shape.inputPoint())
                .give(
                        "int o0",
                        "s + " + shape.inputFloats() + " + point * " + shape.outputStride() + " + "
                                + (fits
                                        ? "f * " + filters
                                        : "Math.min(f * " + filters + ", " + (shape.filters() - filters) + ")"))
                .give("float[] weight", "weight")
                .give("int u0", "(point * " + shape.filterTiles() + " + f) * " + shape.depth() * filters);
        String depth = given.size("depth", shape.depth());
        String tiles = given.size("tiles", schedule.tiles());
        String run = given.size("run", shape.inputRun());
        String outTile = given.size("outTile", shape.outputTile());
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        code.tiles("t", tiles, schedule.tiles(), rows);
        code.line("int p = p0 + t * %d", channels);
        if (shape.isShallow()) {
            shallow(vector);
        } else {
            deep(code, vector, depth, run);
        }
        code.line("int o = o0 + t * %s", outTile);
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < schedule.vectors(); v++) {
                vector.store("a" + r + "_" + v, "scratch", at("o", v * lanes));
            }
            code.line("o += %s", outTile);
        }
        return helpers.call("winogradProduct", given, code.end());
    }

    /** The products of a few channels, without a loop. */
    private void shallow(VectorCode vector) {
        for (int c = 0; c < shape.depth(); c++) {
            for (int v = 0; v < schedule.vectors(); v++) {
                int at = (c * schedule.vectors() + v) * lanes;
                vector.declare("w" + c + "_" + v, vector.load("weight", at("u0", at)));
            }
            for (int r = 0; r < schedule.rows(); r++) {
                String x = "x" + c + "_" + r;
                vector.declare(x, vector.all("scratch[" + at("p", r * schedule.channelWidth() + c) + "]"));
                for (int v = 0; v < schedule.vectors(); v++) {
                    String sum = "a" + r + "_" + v;
                    if (c == 0) {
                        vector.declare(sum, x + ".mul(w0_" + v + ")");
                    } else {
                        vector.multiplyAdd(sum, x, "w" + c + "_" + v);
                    }
                }
            }
        }
    }

    private void deep(Code code, VectorCode vector, String depth, String run) {
        int rows = schedule.rows();
        int channels = schedule.channelWidth();
        int filters = schedule.vectors() * lanes;
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < schedule.vectors(); v++) {
                vector.declare("a" + r + "_" + v, vector.all("0f"));
            }
        }
        code.line("int q = u0");
        if (shape.depth() < channels) {
            code.loop("c", shape.depth());
        } else {
            boolean whole = shape.depth() % channels == 0;
            code.begin("for (int d = 0; d < %s; d += %d)", depth, channels);
            // The last vector begins with channels that the one before had.
            code.begin(
                    "for (int c = %s; c < %d; c++)",
                    whole ? "0" : "Math.max(0, d + " + channels + " - " + depth + ")", channels);
        }
        for (int v = 0; v < schedule.vectors(); v++) {
            vector.declare("w" + v, vector.load("weight", at("q", v * lanes)));
        }
        for (int r = 0; r < rows; r++) {
            vector.declare("x" + r, vector.all("scratch[" + at("p + c", r * channels) + "]"));
            for (int v = 0; v < schedule.vectors(); v++) {
                vector.multiplyAdd("a" + r + "_" + v, "x" + r, "w" + v);
            }
        }
        code.line("q += %d", filters).end();
        if (shape.depth() >= channels) {
            code.line("p += %s", run).end();
        }
    }

    /** The calls that transform the products of tile {@code t} of a block, the {@code tile}th of all. */
    private void output(Code code, String tile) {
        boolean longEpilogue = residual.isPresent()
                || activation.function() != ActivationFunction.NONE && activation.function() != ActivationFunction.RELU;
        int parts = transform.outputs() > 2 && longEpilogue && !pooled ? 2 : 1;
        for (int part = 0; part < parts; part++) {
            code.line(output(tile, part, parts));
        }
    }

    /** The call that transforms a tile's products to every {@code parts}th row of its outputs, from {@code first} on. */
    private String output(String tile, int first, int parts) {
        Layout out = y.layout();
        int m = transform.outputs();
        Arguments given = new Arguments()
                .give("float[] scratch", "scratch")
                .give("int q", "s + " + shape.inputFloats() + " + t * " + shape.outputTile())
                .give("float[] y", y.array())
                .give("int o", position(y, pooled ? 2 : 1));
        residual.ifPresent(other -> given.give("float[] z", other.array()).give("int r", position(other, 1)));
        if (conv.bias().isPresent()) {
            given.give("float[] bias", "bias");
        }
        if (activation.slope().isPresent()) {
            given.give("float[] slope", "slope");
        }
        // Rows and columns that the tiles before have written, with other bits, for a tile is rounded as a whole.
        // They are stored where the tile's first own row and column come next, and overwritten: a condition would
        // make Java 17 keep vectors as objects.
        boolean rowsOverlap = shape.height() % m > 0;
        boolean columnsOverlap = shape.width() % m > 0;
        int step = pooled ? 2 : 1;
        if (rowsOverlap) {
            given.give("int rowsDone", rowsDone(tile));
        }
        if (columnsOverlap) {
            given.give("int columnsDone", tile + " % " + shape.columns() + " * " + m + " - w");
        }
        String filters = given.size("filters", shape.filters());
        String point = given.size("point", shape.outputStride());
        String row = given.size("row", out.rowStride());
        String pitch = given.size("pitch", out.pixelStride());
        Code code = new Code();
        VectorCode vector = new VectorCode(lanes, code);
        VectorTransform rows = new VectorTransform(transform.output(), vector, code);
        for (int i = first; rowsOverlap && i < m; i += Math.max(step, parts)) {
            String top = parts == 1 ? "rowsDone" : "rowsDone + (rowsDone + " + first + ") % 2";
            code.line("int row%d = %s", i, stored(i, top, step, row));
        }
        for (int j = 0; columnsOverlap && j < m; j += step) {
            code.line("int column%d = %s", j, stored(j, "columnsDone", step, pitch));
        }
        code.tiles("f", filters, shape.filters(), lanes);
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                if (rows.reads(i, first, m, parts)) {
                    vector.declare("m" + i + "_" + j, vector.load("scratch", times("q + f", i * n + j, point)));
                }
            }
            int column = j;
            rows.columnPairs(first, parts, i -> "m" + i + "_" + column, i -> "a" + i + "_" + column);
        }
        if (conv.bias().isPresent()) {
            vector.declare("b", vector.load("bias", "f"));
        }
        for (int i = first; i < m; i += parts) {
            int row0 = i;
            rows.apply(j -> "a" + row0 + "_" + j, j -> "y" + row0 + "_" + j);
        }
        vector.prepare(activation);
        for (int i = first; i < m; i += Math.max(step, parts)) {
            String line = rowsOverlap ? "o + f + row" + i : times("o + f", i / step, row);
            for (int j = 0; j < m; j += step) {
                String result = "y" + i + "_" + j;
                if (pooled) {
                    code.line(
                            "%s = %s.max(y%d_%d).max(y%d_%d.max(y%d_%d))",
                            result, result, i, j + 1, i + 1, j, i + 1, j + 1);
                }
                if (conv.bias().isPresent()) {
                    code.line("%s = %s.add(b)", result, result);
                }
                if (residual.isPresent()) {
                    Layout other = residual.get().layout();
                    String at = times("r + f", i, given.size("zRow", other.rowStride()));
                    code.line(
                            "%s = %s.add(%s)",
                            result, result, vector.load("z", times(at, j, given.size("zPitch", other.pixelStride()))));
                }
                String at = columnsOverlap ? line + " + column" + j : times(line, j / step, pitch);
                vector.finish(activation, result, "f", "y", at);
            }
        }
        String call = helpers.call("winogradOutput", given, code.end());
        int last = m - parts + first;
        return rowsOverlap && last < m - 1 ? "if (" + rowsDone(tile) + " <= " + last + ") " + call : call;
    }

    /** How far behind the tile's first output a row or column is stored, of {@code step} rows or columns each. */
    private static String stored(int index, String done, int step, String pitch) {
        String to = "Math.max(" + index + ", " + done + ")";
        return (step == 1 ? to : to + " / " + step) + " * " + pitch;
    }

    private String rowsDone(String tile) {
        return tile + " / " + shape.columns() + " * " + transform.outputs() + " - h";
    }
}
