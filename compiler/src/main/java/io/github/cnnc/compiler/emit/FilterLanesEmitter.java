package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.PixelBlocks;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.FilterLanes;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.TapRuns;
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
final class FilterLanesEmitter implements KernelEmitter<Step.Compute> {

    private final Helpers helpers;

    FilterLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Body body = new Body(step, arithmetic, helpers);
        return List.of(new KernelBody(body.emit(), body.pieces()));
    }

    /** One kernel's numbers. */
    private static final class Body {
        private final ConvShape shape;
        private final boolean bias;
        private final Activation activation;
        private final Placement x;
        private final Placement y;
        private final Layout in;
        private final Layout out;
        private final boolean line;
        private final PixelBlocks blocks;
        private final TapRuns runs;
        private final int pitch;
        private final LaneProduct product;
        private final Helpers helpers;
        private final Code code = new Code();

        Body(Step.Compute step, Arithmetic arithmetic, Helpers helpers) {
            FilterLanes schedule = (FilterLanes) step.schedule();
            this.bias = Kernels.weightNames(step).contains("bias");
            this.activation = ((Op.Activated) step.op()).activation();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.in = x.layout();
            this.out = y.layout();
            this.shape = ConvShape.of(step.op(), in.volume(), out.volume()).orElseThrow();
            this.line = shape.isPointwise() && in.row() == shape.width() * in.pitch();
            this.blocks = PixelBlocks.of(shape, schedule, line);
            this.runs = TapRuns.of(shape, in);
            this.pitch = LaneSchedules.pitch(shape.filters());
            this.product =
                    new LaneProduct(schedule.columns(), schedule.taps(), shape.filters(), pitch, arithmetic, helpers);
            this.helpers = helpers;
        }

        Pieces pieces() {
            int size = line ? shape.width() * shape.height() : shape.height();
            boolean fits = size % (line ? blocks.width() : blocks.rows()) == 0;
            return Pieces.line(blocks.blocks() * shape.groups(), fits ? 1 : blocks.blocks());
        }

        CodeBlock emit() {
            if (shape.groups() > 1) {
                code.line("int g = u / %d", blocks.blocks());
            }
            String block = shape.groups() > 1 ? "u % " + blocks.blocks() : "u";
            if (line) {
                int last = shape.width() * shape.height() - blocks.width();
                code.line("int first = Math.min(%s * %d, %d)", block, blocks.width(), last);
                code.line("int p = %s", at("first * " + in.pitch() + group("g * " + shape.depth()), x.index(0, 0, 0)));
            } else {
                int last = shape.height() - blocks.rows();
                code.line("int oh = Math.min(%s * %d, %d)", block, blocks.rows(), last);
                code.line(
                        "int p = %s",
                        at(
                                "oh * " + shape.strideHeight() * in.row() + group("g * " + shape.depth()),
                                x.index(0, -shape.top(), -shape.left())));
            }
            String first = shape.groups() == 1 ? "0" : "g * " + shape.filters();
            tiles((tile, own) -> own.begin(code, "sums[" + tile + "]", bias, first));
            int arrays = runs.rows() * runs.columns() * product.arrays(runs.taps());
            code.line("int k = %s", shape.groups() == 1 ? "0" : "g * " + arrays);
            taps();
            tiles(this::finish);
            return code.build();
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
                    + (runs.rows() > 1 ? " + kh * " + shape.dilationHeight() * in.row() : "")
                    + (runs.columns() > 1 ? " + kw * " + shape.dilationWidth() * in.pitch() : "");
            code.line("int q = %s", q);
            product.calls(runs.taps(), (calls, taps, arrays) -> {
                code.loop("c", calls);
                tiles((tile, own) -> add(tile, own, taps));
                code.line("q += %d", taps).line("k += %d", arrays).end();
            });
            code.end((runs.rows() > 1 ? 1 : 0) + (runs.columns() > 1 ? 1 : 0));
        }

        /** Adds a few taps to a tile. */
        private void add(String tile, LaneProduct own, int taps) {
            int column = shape.strideWidth() * in.pitch();
            code.line(
                    "int i = q + r * %d + %s",
                    shape.strideHeight() * in.row(),
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
        private void finish(String tile, LaneProduct own) {
            String sums = "sums[" + tile + "]";
            activate(sums, own.columns());
            boolean dense = !line || out.row() == shape.width() * out.pitch();
            String column =
                    own == product ? "t * " + product.columns() : String.valueOf(blocks.full() * product.columns());
            boolean together =
                    dense && shape.groups() == 1 && pitch == shape.filters() && out.pitch() == shape.filters();
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
                return at("(oh + r) * " + out.row() + " + (" + column + ") * " + out.pitch(), y.index(0, 0, j));
            }
            String pixel = at("first + " + column, j);
            return dense
                    ? at("(" + pixel + ") * " + out.pitch(), y.index(0, 0, 0))
                    : at(
                            "(" + pixel + ") / " + shape.width() + " * " + out.row() + " + (" + pixel + ") % "
                                    + shape.width() + " * " + out.pitch(),
                            y.index(0, 0, 0));
        }

        private void activate(String sums, int columns) {
            if (activation.function() == ActivationFunction.NONE) {
                return;
            }
            Code loop = new Code();
            if (activation.slope().isEmpty()) {
                loop.loop("f", columns * pitch).line("float v = a[f]");
                loop.line("a[f] = %s", Arithmetic.activate(activation, "v", "f"))
                        .end();
                code.line("%s(%s)", helpers.method("activate", List.of("float[] a"), loop.build()), sums);
                return;
            }
            for (int j = 0; j < columns; j++) {
                loop.loop("f", shape.filters()).line("float v = a[%s]", at("f", j * pitch));
                loop.line("a[%s] = %s", at("f", j * pitch), Arithmetic.activate(activation, "v", "g0 + f"))
                        .end();
            }
            String method = helpers.method("activate", List.of("float[] a", "float[] slope", "int g0"), loop.build());
            String first = shape.groups() == 1 ? "0" : "g * " + shape.filters();
            code.line("%s(%s, slope, %s)", method, sums, first);
        }
    }

    private interface Tile {
        void of(String tile, LaneProduct own);
    }
}
