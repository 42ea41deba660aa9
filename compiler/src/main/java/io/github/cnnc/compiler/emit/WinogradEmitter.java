package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.WinogradShape;
import io.github.cnnc.runtime.Winograd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Winograd's minimal filtering in blocks of tiles that stay in the cache:
 *
 * <pre>
 *   for each block of tiles
 *     v[tile][point][channel] = B^T d B       of the tile's n x n inputs
 *     m[tile][point][filter] = v * u          a matrix product for each of the n x n points
 *     y = activation(A^T m A + bias)          m x m outputs a tile
 * </pre>
 *
 * <p>The last tiles of a row and of a column overlap those before, so that one body serves all.
 */
final class WinogradEmitter implements KernelEmitter<Step.Compute> {

    private final Helpers helpers;

    WinogradEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public int units(Step.Compute step) {
        return new Body(step, helpers).shape.blocks();
    }

    @Override
    public List<CodeBlock> bodies(Step.Compute step, Arithmetic arithmetic) {
        return List.of(new Body(step, helpers).emit());
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final Op.Conv conv;
        private final Schedule.Winograd schedule;
        private final WinogradShape shape;
        private final Winograd transform;
        private final int lanes;
        private final int n;
        private final Placement x;
        private final Placement y;
        private final Activation activation;
        private final boolean pooled;
        private final Optional<Placement> residual;
        private final Helpers helpers;

        Body(Step.Compute step, Helpers helpers) {
            this.conv = ConvShape.conv(step.op()).orElseThrow();
            this.activation = ((Op.Activated) step.op()).activation();
            this.pooled = step.op() instanceof Op.FusedConv fused && fused.pooled();
            this.residual = step.inputs().size() > 1 ? Optional.of(step.inputs().get(1)) : Optional.empty();
            this.schedule = (Schedule.Winograd) step.schedule();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.shape = WinogradShape.of(
                    conv,
                    schedule,
                    x.layout().volume(),
                    ConvShape.convolved(step.op(), y.layout().volume()));
            this.transform = shape.transform();
            this.lanes = schedule.lanes();
            this.n = transform.inputs();
            this.helpers = helpers;
        }

        CodeBlock emit() {
            List<String> given = new ArrayList<>();
            if (conv.bias().isPresent()) {
                given.add("bias");
            }
            if (activation.slope().isPresent()) {
                given.add("slope");
            }
            String input = helpers.method(
                    "winogradInput", List.of("float[] " + x.array(), "int p", "float[] scratch", "int q"), input());
            String product = helpers.method(
                    "winogradProduct",
                    List.of("float[] scratch", "int p0", "int o0", "float[] weight", "int u0"),
                    product());
            List<String> parameters =
                    new ArrayList<>(List.of("float[] scratch", "int q", "float[] " + y.array(), "int o"));
            residual.filter(z -> !z.array().equals(y.array())).ifPresent(z -> parameters.add("float[] " + z.array()));
            residual.ifPresent(z -> parameters.add("int z"));
            given.forEach(array -> parameters.add("float[] " + array));
            String output = helpers.method("winogradOutput", parameters, output());

            Code code = new Code();
            code.line("int tile = Math.min(u * %d, %d)", schedule.tiles(), shape.tiles() - schedule.tiles());
            Layout in = x.layout();
            Layout out = y.layout();
            tiles(code);
            code.line(
                    "%s(%s, h * %d + w * %d + %d, scratch, s + t * %d)",
                    input,
                    x.array(),
                    in.row(),
                    in.pitch(),
                    x.index(0, -conv.window().top(), -conv.window().left()),
                    shape.inputTile());
            code.end();
            int filters = schedule.vectors() * lanes;
            code.loop("point", n * n).loop("f", shape.filterTiles());
            boolean fits = shape.filters() % filters == 0;
            String first = "f * " + filters;
            code.line(
                    "%s(scratch, s + point * %d, s + %d + point * %d + %s, weight, (point * %d + f) * %d)",
                    product,
                    shape.inputPitch(),
                    shape.inputFloats(),
                    shape.outputPitch(),
                    fits ? first : "Math.min(" + first + ", " + (shape.filters() - filters) + ")",
                    shape.filterTiles(),
                    shape.depth() * filters);
            code.end(2);
            tiles(code);
            List<String> arguments = new ArrayList<>(List.of(
                    "scratch",
                    "s + " + shape.inputFloats() + " + t * " + shape.outputTile(),
                    y.array(),
                    position(y, pooled ? 2 : 1)));
            residual.filter(z -> !z.array().equals(y.array())).ifPresent(z -> arguments.add(z.array()));
            residual.ifPresent(z -> arguments.add(position(z, 1)));
            arguments.addAll(given);
            code.line("%s(%s)", output, String.join(", ", arguments));
            return code.end().build();
        }

        /** The position of a tile's first pixel, {@code step} pixels of the convolution being one of the place. */
        private String position(Placement place, int step) {
            Layout layout = place.layout();
            String over = step == 1 ? "" : " / " + step;
            return at("h" + over + " * " + layout.row() + " + w" + over + " * " + layout.pitch(), place.index(0, 0, 0));
        }

        /** Opens the loop over a block's tiles, in which {@code h} and {@code w} are the first output of each. */
        private void tiles(Code code) {
            code.loop("t", schedule.tiles());
            code.line("int h = (tile + t) / %d", shape.columns());
            code.line(
                    "int w = Math.min((tile + t - h * %d) * %d, %d)",
                    shape.columns(), transform.outputs(), shape.width() - transform.outputs());
            code.line("h = Math.min(h * %d, %d)", transform.outputs(), shape.height() - transform.outputs());
        }

        private CodeBlock input() {
            Layout in = x.layout();
            Code code = new Code();
            VectorCode vector = new VectorCode(lanes, code);
            VectorTransform columns = new VectorTransform(transform.input(), vector, code);
            code.tiles("c", Math.max(lanes, shape.depth()), lanes);
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    vector.declare(
                            "d" + i + "_" + j, vector.load(x.array(), at("p + c", i * in.row() + j * in.pitch())));
                }
                int column = j;
                columns.apply(i -> "d" + i + "_" + column, i -> "b" + i + "_" + column);
            }
            for (int i = 0; i < n; i++) {
                int row = i;
                columns.apply(j -> "b" + row + "_" + j, j -> "v" + row + "_" + j);
                for (int j = 0; j < n; j++) {
                    vector.store("v" + i + "_" + j, "scratch", at("q + c", (i * n + j) * shape.inputPitch()));
                }
            }
            return code.end().build();
        }

        /** One point and tile of filters: a tile of rows x vectors at a time. */
        private CodeBlock product() {
            int rows = schedule.rows();
            int filters = schedule.vectors() * lanes;
            Code code = new Code();
            VectorCode vector = new VectorCode(lanes, code);
            code.tiles("t", schedule.tiles(), rows);
            code.line("int p = p0 + t * %d", shape.inputTile());
            code.line("int q = u0");
            for (int r = 0; r < rows; r++) {
                for (int v = 0; v < schedule.vectors(); v++) {
                    vector.declare("a" + r + "_" + v, vector.all("0f"));
                }
            }
            code.loop("c", shape.depth());
            for (int v = 0; v < schedule.vectors(); v++) {
                vector.declare("w" + v, vector.load("weight", at("q", v * lanes)));
            }
            for (int r = 0; r < rows; r++) {
                vector.declare("x" + r, vector.all("scratch[" + at("p + c", r * shape.inputTile()) + "]"));
                for (int v = 0; v < schedule.vectors(); v++) {
                    vector.multiplyAdd("a" + r + "_" + v, "x" + r, "w" + v);
                }
            }
            code.line("q += %d", filters).end();
            code.line("int o = o0 + t * %d", shape.outputTile());
            for (int r = 0; r < rows; r++) {
                for (int v = 0; v < schedule.vectors(); v++) {
                    vector.store("a" + r + "_" + v, "scratch", at("o", r * shape.outputTile() + v * lanes));
                }
            }
            return code.end().build();
        }

        private CodeBlock output() {
            Layout out = y.layout();
            int m = transform.outputs();
            Code code = new Code();
            VectorCode vector = new VectorCode(lanes, code);
            VectorTransform rows = new VectorTransform(transform.output(), vector, code);
            code.tiles("f", shape.filters(), lanes);
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    vector.declare(
                            "m" + i + "_" + j, vector.load("scratch", at("q + f", (i * n + j) * shape.outputPitch())));
                }
                int column = j;
                rows.apply(i -> "m" + i + "_" + column, i -> "a" + i + "_" + column);
            }
            if (conv.bias().isPresent()) {
                vector.declare("b", vector.load("bias", "f"));
            }
            for (int i = 0; i < m; i++) {
                int row = i;
                rows.apply(j -> "a" + row + "_" + j, j -> "y" + row + "_" + j);
            }
            int step = pooled ? 2 : 1;
            for (int i = 0; i < m; i += step) {
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
                        String at = at("z + f", i * other.row() + j * other.pitch());
                        code.line(
                                "%s = %s.add(%s)",
                                result, result, vector.load(residual.get().array(), at));
                    }
                    vector.finish(
                            activation,
                            result,
                            "f",
                            y.array(),
                            at("o + f", i / step * out.row() + j / step * out.pitch()));
                }
            }
            return code.end().build();
        }
    }
}
