package io.github.cnnc.compiler.kernel.winograd;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.KernelSite;
import io.github.cnnc.compiler.kernel.conv.LoopProduct;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.runtime.generated.Winograd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Winograd's minimal filtering in loops that C2 vectorises. The last tiles overlap those before, and write only what is new:
 *
 * <pre>
 *   for each tile of the block
 *     rows d[i] = n pixels of all channels               (copied into arrays of their own)
 *     rows b = B^T d                                     (a loop over pixels and channels)
 *     v[tile][i][*] = B^T b[i]                           (a loop over channels)
 *   for each point, for some tiles at a time: m[tile][point][filter] = v * u        (see {@link LoopProduct})
 *   for each tile
 *     rows a = A^T m;  row i of outputs = activation(A^T a[i] + bias)
 * </pre>
 */
final class WinogradLoopsBody {

    private final Op.Conv conv;
    private final WinogradBlock block;
    private final Winograd transform;
    private final int n;
    private final int m;
    private final BufferView x;
    private final BufferView y;
    private final LoopProduct product;
    private final Arithmetic arithmetic;
    private final Helpers helpers;
    private final Code code = new Code();

    WinogradLoopsBody(KernelSite site, WinogradLoops schedule, KernelContext context) {
        this.conv = (Op.Conv) site.operation().op();
        this.x = site.input();
        this.y = site.output();
        this.block = WinogradBlock.of(site.operation(), schedule);
        this.transform = block.transform();
        this.n = transform.inputs();
        this.m = transform.outputs();
        this.arithmetic = context.arithmetic();
        this.helpers = context.helpers();
        this.product =
                new LoopProduct(schedule.columns(), schedule.taps(), block.filters(), block.outputStride(), context);
    }

    int blocks() {
        return block.blocks();
    }

    Code emit() {
        code.line("int tile = Math.min(u * %d, %d)", block.tiles(), block.allTiles() - block.tiles());
        inputs();
        products();
        outputs();
        return code;
    }

    /** Opens the loop over a block's tiles from {@code first} on, in which {@code h} and {@code w} are the first output of each. */
    private void tiles(String first) {
        code.begin("for (int t = %s; t < %d; t++)", first, block.tiles());
        code.line("int h = (tile + t) / %d", block.columns());
        code.line("int w = Math.min((tile + t - h * %d) * %d, %d)", block.columns(), m, block.width() - m);
        code.line("h = Math.min(h * %d, %d)", m, block.height() - m);
    }

    private void inputs() {
        Layout in = x.layout();
        int pitch = block.inputStride();
        tiles("0");
        code.line(
                "int p = h * %d + w * %d + %d",
                in.rowStride(),
                in.pixelStride(),
                x.index(0, -conv.window().top(), -conv.window().left()));
        for (int i = 0; i < n; i++) {
            copy(
                    x.array(),
                    at("p", i * in.rowStride()),
                    in.pixelStride(),
                    "sums[" + i + "]",
                    "0",
                    pitch,
                    n,
                    block.depth());
        }
        code.line("%s(%s)", rows("winogradRows", transform.input(), n * pitch), arrays(0, 2 * n));
        String line = line(pitch);
        for (int i = 0; i < n; i++) {
            code.line("%s(sums[%d], sums[%d])", line, n + i, 2 * n);
            code.line(
                    "System.arraycopy(sums[%d], 0, scratch, s + t * %d + %d, %d)",
                    2 * n, block.inputTile(), i * n * pitch, n * pitch);
        }
        code.end();
    }

    /** Copies {@code count} pixels of {@code depth} channels, at once if both sides have nothing between them. */
    private void copy(String from, String p, int fromPitch, String to, String o, int toPitch, int count, int depth) {
        if (fromPitch == depth && toPitch == depth) {
            code.line("System.arraycopy(%s, %s, %s, %s, %d)", from, p, to, o, count * depth);
            return;
        }
        for (int j = 0; j < count; j++) {
            code.line(
                    "System.arraycopy(%s, %s, %s, %s, %d)", from, at(p, j * fromPitch), to, at(o, j * toPitch), depth);
        }
    }

    private static String arrays(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "sums[" + i + "]").collect(Collectors.joining(", "));
    }

    /** A method that transforms columns: rows of numbers become other rows. */
    private String rows(String name, int[][] matrix, int floats) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < matrix[0].length; i++) {
            parameters.add("float[] d" + i);
        }
        for (int i = 0; i < matrix.length; i++) {
            parameters.add("float[] b" + i);
        }
        Code loop = new Code().loop("c", floats);
        for (int i = 0; i < matrix[0].length; i++) {
            loop.line("float x%d = d%d[c]", i, i);
        }
        new ScalarTransform(matrix, arithmetic, loop).apply(i -> "x" + i, i -> "y" + i);
        for (int i = 0; i < matrix.length; i++) {
            loop.line("b%d[c] = y%d", i, i);
        }
        return helpers.method(name, parameters, loop.end());
    }

    /** A method that transforms a row of pixels. */
    private String line(int pitch) {
        Code loop = new Code().loop("c", block.depth());
        for (int j = 0; j < n; j++) {
            loop.line("float x%d = b[%s]", j, at("c", j * pitch));
        }
        new ScalarTransform(transform.input(), arithmetic, loop).apply(j -> "x" + j, j -> "y" + j);
        for (int j = 0; j < n; j++) {
            loop.line("v[%s] = y%d", at("c", j * pitch), j);
        }
        return helpers.method("winogradLine", List.of("float[] b", "float[] v"), loop.end());
    }

    private void products() {
        int columns = product.columns();
        int full = block.tiles() / columns;
        int rest = block.tiles() % columns;
        code.loop("point", n * n);
        groups(full, rest, (group, own) -> own.begin(code, "sums[" + group + "]", false, "0"));
        code.line("int k = point * %d", product.arrays(block.depth()));
        code.line("int q = s + point * %d", block.inputStride());
        product.calls(block.depth(), (calls, taps, arrays) -> {
            code.loop("c", calls);
            groups(full, rest, (group, own) -> {
                code.line("int i = q + (%s) * %d", group, columns * block.inputTile());
                own.call(code, "sums[" + group + "]", "weight", "k", "scratch", "i", taps, block.inputTile());
            });
            code.line("q += %d", taps).line("k += %d", arrays).end();
        });
        groups(full, rest, (group, own) -> {
            code.line(
                    "int o = s + %d + point * %d + (%s) * %d",
                    block.inputFloats(), block.outputStride(), group, columns * block.outputTile());
            for (int j = 0; j < own.columns(); j++) {
                code.line(
                        "System.arraycopy(sums[%s], %d, scratch, %s, %d)",
                        group, j * block.outputStride(), at("o", j * block.outputTile()), block.filters());
            }
        });
        code.end();
    }

    private void groups(int full, int rest, Group group) {
        if (full > 0) {
            code.loop("t", full);
            group.of("t", product);
            code.end();
        }
        if (rest > 0) {
            code.begin();
            group.of(String.valueOf(full), product.rest(rest));
            code.end();
        }
    }

    private void outputs() {
        Layout out = y.layout();
        int pitch = block.outputStride();
        tiles(block.allTiles() % block.tiles() == 0 ? "0" : "u * " + block.tiles() + " - tile");
        // Rows and columns that the tiles before have written: with other bits, for a tile is rounded as a whole.
        boolean rowsOverlap = block.height() % m > 0;
        boolean columnsOverlap = block.width() % m > 0;
        if (rowsOverlap) {
            code.line("int rowsDone = (tile + t) / %d * %d - h", block.columns(), m);
        }
        if (columnsOverlap) {
            code.line("int columnsDone = (tile + t) %% %d * %d - w", block.columns(), m);
        }
        code.line("int o = h * %d + w * %d + %d", out.rowStride(), out.pixelStride(), y.index(0, 0, 0));
        code.line("int q = s + %d + t * %d", block.inputFloats(), block.outputTile());
        for (int i = 0; i < n; i++) {
            code.line("System.arraycopy(scratch, %s, sums[%d], 0, %d)", at("q", i * n * pitch), i, n * pitch);
        }
        code.line("%s(%s)", rows("winogradSums", transform.output(), n * pitch), arrays(0, n + m));
        String finish = finish(pitch);
        String given = (conv.bias().isPresent() ? ", bias" : "")
                + (conv.activation().slope().isPresent() ? ", slope" : "");
        for (int i = 0; i < m; i++) {
            boolean old = rowsOverlap && i < m - 1;
            if (old) {
                code.begin("if (rowsDone <= %d)", i);
            }
            code.line("%s(sums[%d], sums[0]%s)", finish, n + i, given);
            write(at("o", i * out.rowStride()), pitch, columnsOverlap);
            code.end(old ? 1 : 0);
        }
        code.end();
    }

    /** Copies a row of outputs to {@code o}, without those that the tile before has. */
    private void write(String o, int pitch, boolean overlaps) {
        int next = y.layout().pixelStride();
        if (!overlaps) {
            copy("sums[0]", "0", pitch, y.array(), o, next, m, block.filters());
        } else if (pitch == block.filters() && next == pitch) {
            code.line(
                    "System.arraycopy(sums[0], columnsDone * %d, %s, %s + columnsDone * %d, (%d - columnsDone) * %d)",
                    pitch, y.array(), o, pitch, m, pitch);
        } else {
            code.begin("for (int j = columnsDone; j < %d; j++)", m);
            code.line(
                    "System.arraycopy(sums[0], j * %d, %s, %s + j * %d, %d)",
                    pitch, y.array(), o, next, block.filters());
            code.end();
        }
    }

    private String finish(int pitch) {
        List<String> parameters = new ArrayList<>(List.of("float[] a", "float[] y"));
        boolean bias = conv.bias().isPresent();
        if (bias) {
            parameters.add("float[] bias");
        }
        if (conv.activation().slope().isPresent()) {
            parameters.add("float[] slope");
        }
        Code loop = new Code().loop("f", block.filters());
        for (int j = 0; j < n; j++) {
            loop.line("float x%d = a[%s]", j, at("f", j * pitch));
        }
        new ScalarTransform(transform.output(), arithmetic, loop).apply(j -> "x" + j, j -> "y" + j);
        for (int j = 0; j < m; j++) {
            loop.line("float v%d = y%d%s", j, j, bias ? " + bias[f]" : "");
            loop.line("y[%s] = %s", at("f", j * pitch), Arithmetic.activate(conv.activation(), "v" + j, "f"));
        }
        return helpers.method("winogradFinish", parameters, loop.end());
    }

    private interface Group {
        void of(String group, LoopProduct own);
    }
}
