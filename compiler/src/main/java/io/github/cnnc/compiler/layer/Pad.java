package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Columns and rows around a volume (PyTorch's ConstantPad2d, ReflectionPad2d, ReplicationPad2d, CircularPad2d; ONNX Pad-19).
 *
 * @param value what the padding holds where the mode is zeros
 */
public record Pad(Padding.Fixed pads, PadMode mode, double value, Volume input, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "PAD",
                "columns and rows around the volume: W2 = W1 + left + right, no parameters",
                LayerParameter.required("pad", "p", new ArgumentType.Border(), "the padding around"),
                LayerParameter.of(
                        "value",
                        "",
                        new ArgumentType.Decimal(-Float.MAX_VALUE, Float.MAX_VALUE),
                        0.0,
                        "0",
                        "what stands in the padding where pad_mode is zeros"),
                PadModes.PARAMETER);

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            Arguments arguments = site.arguments();
            Volume in = site.input();
            Padding.Fixed pads = arguments.get("pad", Padding.Fixed.class);
            Optional<PadMode> mode =
                    PadModes.check(site, in, Math.max(pads.left(), pads.right()), Math.max(pads.top(), pads.bottom()));
            if (mode.isEmpty() || !hasMeaning(site, mode.get())) {
                return List.of();
            }
            return Limits.volume(
                            site,
                            (long) in.width() + pads.left() + pads.right(),
                            (long) in.height() + pads.top() + pads.bottom(),
                            in.depth())
                    .<List<Layer>>map(
                            out -> List.of(new Pad(pads, mode.get(), arguments.get("value", Double.class), in, out)))
                    .orElse(List.of());
        }
    };

    /** A value has no place where the padding repeats the volume. */
    private static boolean hasMeaning(LayerSite site, PadMode mode) {
        if (mode == PadMode.ZEROS || !site.arguments().has("value")) {
            return true;
        }
        String word = mode.name().toLowerCase(Locale.ROOT);
        site.report(site.problem(
                        Code.CNN022,
                        "`value` and pad_mode=" + word + " do not go together",
                        "value",
                        "pad_mode=" + word + " fills the padding from the volume")
                .fixedBy(List.of(site.arguments().fix("pad_mode", "zeros", "fills it with the value"))));
        return false;
    }

    @Override
    public String kind() {
        return "PAD";
    }

    @Override
    public String text() {
        return "PAD(" + pads
                + (value == 0 ? "" : ", value=" + value)
                + (mode == PadMode.ZEROS ? "" : ", pad_mode=" + mode.name().toLowerCase(Locale.ROOT)) + ")";
    }

    @Override
    public Sight sight() {
        return Sight.moved(pads.left(), pads.top());
    }

    @Override
    public String volumeFormula() {
        return Axis.both(
                input.width() + " + " + pads.left() + " + " + pads.right() + " = " + output.width(),
                input.height() + " + " + pads.top() + " + " + pads.bottom() + " = " + output.height());
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        for (int c = 0; c < output.depth(); c++) {
            for (int h = 0; h < output.height(); h++) {
                for (int w = 0; w < output.width(); w++) {
                    int at = Evaluation.offset(input, mode, c, h - pads.top(), w - pads.left());
                    out[output.index(c, h, w)] = at >= 0 ? inputs.get(0)[at] : value;
                }
            }
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
