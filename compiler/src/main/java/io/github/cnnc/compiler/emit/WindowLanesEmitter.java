package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.plan.Columns;
import io.github.cnnc.compiler.plan.Halo;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Layout;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Schedule.WindowLanes;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.compiler.plan.WindowStrips;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Depthwise convolution and pooling. What the taps of a tile of outputs see is copied into a short array (see {@link WindowStrips}), then
 * loops run over all channels of all columns, a few taps in each; the weights are repeated for each column. Depthwise convolution and average pooling read zeros from a halo; max pooling reads the nearest element inside
 * instead, which is in the window as well.
 */
final class WindowLanesEmitter implements KernelEmitter<Step.Compute> {

    private final Helpers helpers;

    WindowLanesEmitter(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public List<KernelBody> bodies(Step.Compute step, Arithmetic arithmetic) {
        Body body = new Body(step, arithmetic, helpers);
        return List.of(
                new KernelBody(body.emit(), Pieces.tiles(body.out.volume().height(), body.rows)));
    }

    /** One kernel's numbers. {@code sums[0]} are the sums, a row after the other, {@code sums[1]} what is seen, {@code sums[2]} weights. */
    private static final class Body {
        private final WindowLanes schedule;
        private final Op.Windowed op;
        private final Window window;
        private final boolean max;
        private final boolean conv;
        private final int rows;
        private final int columns;
        private final int depth;
        private final int pitch;
        private final WindowStrips strips;
        private final Placement x;
        private final Placement y;
        private final Layout in;
        private final Layout out;
        private final Activation activation;
        private final boolean clamp;
        private final Arithmetic arithmetic;
        private final Helpers helpers;
        private final Code code = new Code();

        Body(Step.Compute step, Arithmetic arithmetic, Helpers helpers) {
            this.op = (Op.Windowed) step.op();
            this.window = op.window();
            this.max = op instanceof Op.MaxPool;
            this.conv = op instanceof Op.Conv;
            this.schedule = (WindowLanes) step.schedule();
            this.rows = schedule.rows();
            this.columns = schedule.columns();
            this.x = step.inputs().get(0);
            this.y = step.output();
            this.in = x.layout();
            this.out = y.layout();
            this.depth = out.volume().depth();
            this.activation = ((Op.Activated) step.op()).activation();
            this.strips = WindowStrips.of(window, schedule, depth);
            this.pitch = strips.lanes();
            this.clamp = max && !Halo.reach(window, in.volume(), out.volume()).isNone();
            this.arithmetic = arithmetic;
            this.helpers = helpers;
        }

        CodeBlock emit() {
            code.line(
                    "int oh = %s",
                    rows == 1
                            ? "u"
                            : "Math.min(u * " + rows + ", " + (out.volume().height() - rows) + ")");
            code.line("float[] a = sums[0]").line("float[] b = sums[1]");
            code.tiles("ow", out.volume().width(), columns);
            if (!clamp) {
                code.line(
                        "int p = oh * %d + ow * %d + %d",
                        window.strideHeight() * in.row(),
                        window.strideWidth() * in.pitch(),
                        x.index(0, -window.top(), -window.left()));
            }
            begin();
            if (LaneSchedules.isUnrolled(window)) {
                unrolled();
            } else {
                loops();
            }
            finish();
            return code.end().build();
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
            for (int i = 0; i < strips.inputRows().size(); i++) {
                int row = strips.inputRows().get(i);
                if (clamp) {
                    code.line("int r%d = %s", i, row(at("oh * " + window.strideHeight(), row - window.top())));
                }
                String from = clamp ? "r" + i + " + q" : at("p", row * in.row());
                if (strips.shared()) {
                    copy(from, 0, 1, i * strips.strip(), strips.pixels());
                } else {
                    for (int kw = 0; kw < window.kernelWidth(); kw++) {
                        int first = kw * window.dilationWidth();
                        copy(from, first, window.strideWidth(), i * strips.strip() + kw * pitch, columns);
                    }
                }
            }
            int width = window.kernelWidth();
            int taps = window.kernelHeight() * width;
            String method = combine(taps, (r, tap) -> strips.position(r, tap / width, tap % width));
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
            boolean together = !clamp && stride * in.pitch() == depth;
            for (int j = 0; j < (together ? 1 : pixels); j++) {
                int position = first + j * stride;
                code.line(
                        "System.arraycopy(%s, %s, b, %d, %d)",
                        x.array(),
                        clamp ? row + position : at(row, position * in.pitch()),
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
                            ? row(at(
                                    "oh * " + window.strideHeight() + " + kh * " + window.dilationHeight(),
                                    -window.top()))
                            : "p + kh * " + window.dilationHeight() * in.row());
            int chunk = Math.min(window.kernelWidth(), LaneSchedules.CHUNK);
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
                    code.line("int q%d = r + (%s) * %d", i, at(kw, i), window.dilationWidth() * in.pitch());
                    copy("q" + i, 0, window.strideWidth(), i * pitch, columns);
                    continue;
                }
                for (int j = 0; j < columns; j++) {
                    code.line(
                            "System.arraycopy(%s, r + %s, b, %d, %d)",
                            x.array(),
                            column(
                                    "ow * " + window.strideWidth() + " + (" + at(kw, i) + ") * "
                                            + window.dilationWidth(),
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
            return helpers.method("window" + taps + "Taps", parameters, loops.build());
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
                String method = helpers.method("finish", parameters, loop.build());
                code.line("%s(a, b%s)", method, slope ? ", slope" : "");
            }
            code.line("int o = oh * %d + ow * %d + %d", out.row(), out.pitch(), y.index(0, 0, 0));
            boolean together = out.pitch() == depth;
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < (together ? 1 : columns); j++) {
                    code.line(
                            "System.arraycopy(a, %d, %s, %s, %d)",
                            r * pitch + j * depth,
                            y.array(),
                            at("o", r * out.row() + j * out.pitch()),
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
            return "Math.max(0, Math.min(" + (in.volume().height() - 1) + ", " + row + ")) * " + in.row() + " + "
                    + x.index(0, 0, 0);
        }

        private String column(String first, int offset) {
            return "Math.max(0, Math.min(" + (in.volume().width() - 1) + ", " + at(first, offset - window.left())
                    + ")) * " + in.pitch();
        }
    }
}
