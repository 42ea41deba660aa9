package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.VectorConv;
import io.github.cnnc.compiler.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
final class VectorConvEmitter implements KernelEmitter<Step.Compute> {

    /** Floats of input rows that a block of row tiles may have: half of a second-level cache of 1 MiB. */
    private static final int BLOCK = 128 * 1024;

    @Override
    public int units(Step.Compute step) {
        Body body = new Body(step);
        return body.rowTiles * body.filterTiles * body.shape.groups();
    }

    @Override
    public List<CodeBlock> bodies(Step.Compute step, Arithmetic arithmetic) {
        return List.of(new Body(step).emit());
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final ConvShape shape;
        private final VectorConv tile;
        private final Placement x;
        private final Placement y;
        private final boolean bias;
        private final boolean pooled;
        private final Optional<Placement> residual;
        private final Activation activation;
        private final int filters;
        private final int rowTiles;
        private final int filterTiles;
        private final Code code = new Code();
        private final VectorCode vector;

        Body(Step.Compute step) {
            this.tile = (VectorConv) step.schedule();
            this.x = step.inputs().get(0);
            this.y = step.output();
            Op op = step.op();
            this.shape =
                    ConvShape.of(op, x.layout().volume(), y.layout().volume()).orElseThrow();
            this.bias = Kernels.weightNames(step).contains("bias");
            this.pooled = op instanceof Op.FusedConv fused && fused.pooled();
            this.residual = step.inputs().size() > 1 ? Optional.of(step.inputs().get(1)) : Optional.empty();
            this.activation = ((Op.Activated) op).activation();
            this.filters = tile.vectors() * tile.lanes();
            this.rowTiles = tiles(shape.height(), tile.rows());
            this.filterTiles = tiles(shape.filters(), filters);
            this.vector = new VectorCode(tile.lanes(), code);
        }

        CodeBlock emit() {
            int block = block();
            int all = filterTiles * shape.groups();
            // Blocks of row tiles, then tiles of filters, then the row tiles of the block.
            position(
                    "r",
                    block == rowTiles ? "u % " + rowTiles : "u / " + all * block + " * " + block + " + u % " + block);
            position("t", block == rowTiles ? "u / " + rowTiles : "u % " + all * block + " / " + block);
            first("f", shape.groups() == 1 ? "t" : "t % " + filterTiles, shape.filters(), filters);
            if (shape.groups() > 1) {
                code.line("int g = t / %d", filterTiles);
            }
            first("oh", "r", shape.height(), tile.rows());
            String filter = shape.groups() == 1 ? "f" : "g * " + shape.filters() + " + f";
            for (int v = 0; v < tile.vectors(); v++) {
                vector.declare("b" + v, bias ? vector.load("bias", at(filter, v * tile.lanes())) : vector.all("0f"));
            }
            code.tiles("ow", shape.width(), tile.columns());
            sums();
            store(filter);
            return code.end().build();
        }

        private void position(String name, String value) {
            code.line("int %s = %s", name, value);
        }

        private void first(String name, String tileIndex, int size, int step) {
            boolean fits = size % step == 0 || size < step;
            String value = "(" + tileIndex + ") * " + step;
            code.line("int %s = %s", name, fits ? value : "Math.min(" + value + ", " + (size - step) + ")");
        }

        /** Row tiles of a block: a divisor of all of them, the largest whose input fits the cache. */
        private int block() {
            long row = (long) x.layout().row() * tile.rows() * shape.strideHeight();
            int block = rowTiles;
            while (block > 1 && (rowTiles % block != 0 || row * block > BLOCK)) {
                block--;
            }
            return block;
        }

        private void sums() {
            Layout in = x.layout();
            for (int p = 0; p < pixels(); p++) {
                for (int v = 0; v < tile.vectors(); v++) {
                    vector.declare(sum(p, v, 0), "b" + v);
                    for (int chain = 1; chain < tile.chains(); chain++) {
                        vector.declare(sum(p, v, chain), vector.all("0f"));
                    }
                }
            }
            String group = shape.groups() == 1 ? "" : "g * " + shape.depth() * in.plane() + " + ";
            code.line(
                    "int x0 = %soh * %d + ow * %d + %d",
                    group,
                    shape.strideHeight() * in.row(),
                    shape.strideWidth() * in.pitch(),
                    x.index(0, -shape.top(), -shape.left()));
            code.line("int q = t * %d", shape.taps() * filters);
            switch (tile.taps()) {
                case LINE -> lines();
                case ROW -> rows();
                case WINDOW -> windows();
            }
            for (int p = 0; p < pixels(); p++) {
                for (int v = 0; v < tile.vectors(); v++) {
                    for (int chain = 1; chain < tile.chains(); chain++) {
                        code.line("%s = %s.add(%s)", sum(p, v, 0), sum(p, v, 0), sum(p, v, chain));
                    }
                }
            }
        }

        /** Channels within columns within rows, as few loops as the layout allows. */
        private void lines() {
            Layout in = x.layout();
            int trip = shape.depth();
            int step = in.plane();
            int columns = shape.kernelWidth();
            int rows = shape.kernelHeight();
            if (shape.groups() == 1 && in.pitch() == trip && shape.dilationWidth() == 1) {
                trip *= columns;
                step = 1;
                columns = 1;
                if (in.row() == trip && shape.dilationHeight() == 1) {
                    trip *= rows;
                    rows = 1;
                }
            }
            if (rows > 1) {
                code.loop("kh", rows);
            }
            if (columns > 1) {
                code.loop("kw", columns);
            }
            String p = "x0"
                    + (rows > 1 ? " + kh * " + shape.dilationHeight() * in.row() : "")
                    + (columns > 1 ? " + kw * " + shape.dilationWidth() * in.pitch() : "");
            code.line("int p = %s", p);
            int chains = tile.chains();
            if (trip / chains > 0) {
                code.loop("c", trip / chains);
                for (int i = 0; i < chains; i++) {
                    tap(i, i * step, i, in);
                }
                advance(chains, chains * step);
                code.end();
            }
            for (int i = 0; i < trip % chains; i++) {
                tap(i, i * step, i, in);
            }
            if (trip % chains > 0) {
                advance(trip % chains, trip % chains * step);
            }
            code.end((rows > 1 ? 1 : 0) + (columns > 1 ? 1 : 0));
        }

        private void rows() {
            Layout in = x.layout();
            if (shape.kernelHeight() > 1) {
                code.loop("kh", shape.kernelHeight());
                code.line("int p = x0 + kh * %d", shape.dilationHeight() * in.row());
            } else {
                code.line("int p = x0");
            }
            if (shape.depth() > 1) {
                code.loop("c", shape.depth());
            }
            for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                tap(kw, kw * shape.dilationWidth() * in.pitch(), 0, in);
            }
            advance(shape.kernelWidth(), in.plane());
            code.end((shape.kernelHeight() > 1 ? 1 : 0) + (shape.depth() > 1 ? 1 : 0));
        }

        private void windows() {
            Layout in = x.layout();
            code.line("int p = x0");
            if (shape.depth() > 1) {
                code.loop("c", shape.depth());
            }
            int tap = 0;
            for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                    int offset = kh * shape.dilationHeight() * in.row() + kw * shape.dilationWidth() * in.pitch();
                    tap(tap++, offset, 0, in);
                }
            }
            if (shape.depth() > 1) {
                advance(tap, in.plane());
                code.end();
            }
        }

        private void advance(int taps, int floats) {
            code.line("p += %d", floats);
            code.line("q += %d", taps * filters);
        }

        /** Adds one tap, the {@code index}th of the body, whose input lies {@code offset} behind the first pixel's {@code p}. */
        private void tap(int index, int offset, int chain, Layout in) {
            for (int v = 0; v < tile.vectors(); v++) {
                vector.declare(
                        "w" + index + "_" + v, vector.load("weight", at("q", index * filters + v * tile.lanes())));
            }
            for (int p = 0; p < pixels(); p++) {
                int pixel = p / tile.columns() * shape.strideHeight() * in.row()
                        + p % tile.columns() * shape.strideWidth() * in.pitch();
                String name = "x" + index + "_" + p;
                vector.declare(name, vector.all(x.array() + "[" + at("p", offset + pixel) + "]"));
                for (int v = 0; v < tile.vectors(); v++) {
                    vector.multiplyAdd(sum(p, v, chain), name, "w" + index + "_" + v);
                }
            }
        }

        private void store(String filter) {
            Layout out = y.layout();
            code.line("int o = %s", position(y, filter, pooled ? 2 : 1));
            residual.ifPresent(z -> code.line("int z = %s", position(z, filter, 1)));
            int step = pooled ? 2 : 1;
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
                            int at = row * other.row() + column * other.pitch() + v * tile.lanes();
                            code.line(
                                    "%s = %s.add(%s)",
                                    sum, sum, vector.load(residual.get().array(), at("z", at)));
                        }
                        int at = row / step * out.row() + column / step * out.pitch() + v * tile.lanes();
                        vector.finish(activation, sum, at(filter, v * tile.lanes()), y.array(), at("o", at));
                    }
                }
            }
        }

        /** The position of the tile's first pixel and filter, {@code step} pixels of the convolution being one of the place. */
        private String position(Placement place, String filter, int step) {
            Layout layout = place.layout();
            String scaled = step == 1 ? "oh * %d + ow * %d + %s" : "oh / 2 * %d + ow / 2 * %d + %s";
            return String.format(Locale.ROOT, scaled, layout.row(), layout.pitch(), at(filter, place.index(0, 0, 0)));
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
}
