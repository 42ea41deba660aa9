package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * A volume made larger by whole factors, as PyTorch's {@code Upsample}: nearest, or bilinear with
 * {@code align_corners=False}, where output column {@code ow} lies at {@code (ow + 1/2)/factor - 1/2} of the input, and not
 * before its first column nor behind its last (ONNX Resize-19, half_pixel).
 */
public record Upsample(Pair factor, boolean bilinear, Volume input, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "UPSAMPLE",
                "the volume made larger: W2 = W1*factor, no parameters",
                LayerParameter.required("factor", "", new ArgumentType.Sizes(1), "how many times as large"),
                LayerParameter.of(
                        "mode",
                        "",
                        new ArgumentType.Word(List.of("nearest", "bilinear")),
                        "nearest",
                        "nearest",
                        "what stands between the pixels, as PyTorch's Upsample with align_corners=False"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            Volume in = site.input();
            Pair factor = site.arguments().pair("factor");
            boolean bilinear = site.arguments().get("mode", String.class).equals("bilinear");
            return Limits.volume(
                            site, (long) in.width() * factor.width(), (long) in.height() * factor.height(), in.depth())
                    .<List<Layer>>map(out -> List.of(new Upsample(factor, bilinear, in, out)))
                    .orElse(List.of());
        }
    };

    @Override
    public String kind() {
        return "UPSAMPLE";
    }

    @Override
    public String text() {
        return "UPSAMPLE(" + factor.brief() + (bilinear ? ", mode=bilinear" : "") + ")";
    }

    @Override
    public Sight sight() {
        return new Sight(new Sight.Enlarged(factor.width(), bilinear), new Sight.Enlarged(factor.height(), bilinear));
    }

    @Override
    public String volumeFormula() {
        return Axis.both(
                input.width() + "*" + factor.width() + " = " + output.width(),
                input.height() + "*" + factor.height() + " = " + output.height());
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        for (int c = 0; c < output.depth(); c++) {
            for (int h = 0; h < output.height(); h++) {
                for (int w = 0; w < output.width(); w++) {
                    out[output.index(c, h, w)] = bilinear
                            ? between(inputs.get(0), c, h, w)
                            : inputs.get(0)[input.index(c, h / factor.height(), w / factor.width())];
                }
            }
        }
        return out;
    }

    private double between(double[] in, int c, int h, int w) {
        double y = Math.max(0, (h + 0.5) / factor.height() - 0.5);
        double x = Math.max(0, (w + 0.5) / factor.width() - 0.5);
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, input.height() - 1);
        int right = Math.min(left + 1, input.width() - 1);
        double above = mix(in[input.index(c, top, left)], in[input.index(c, top, right)], x - left);
        double below = mix(in[input.index(c, bottom, left)], in[input.index(c, bottom, right)], x - left);
        return mix(above, below, y - top);
    }

    private static double mix(double a, double b, double share) {
        return (1 - share) * a + share * b;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
