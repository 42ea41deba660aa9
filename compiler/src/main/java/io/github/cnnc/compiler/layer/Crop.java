package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;

/**
 * Columns and rows cut off around a volume (ONNX Slice-13 over height and width).
 *
 * @param crop what is cut off
 */
public record Crop(Padding.Fixed crop, Volume input, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "CROP",
                "columns and rows cut off: W2 = W1 - left - right, no parameters",
                LayerParameter.optional("crop", "", new ArgumentType.Border(), "none", "what is cut off around"),
                LayerParameter.optional("to", "", new ArgumentType.Sizes(1), "none", "what is left of the middle"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            return crop(site)
                    .<List<Layer>>map(crop -> {
                        Volume in = site.input();
                        int width = in.width() - crop.left() - crop.right();
                        int height = in.height() - crop.top() - crop.bottom();
                        return List.of(new Crop(crop, in, new Volume(width, height, in.depth())));
                    })
                    .orElse(List.of());
        }
    };

    private static Optional<Padding.Fixed> crop(LayerSite site) {
        boolean has = site.arguments().has("crop");
        if (has == site.arguments().has("to")) {
            site.report(site.problem(
                    has ? Code.CNN022 : Code.CNN021,
                    has ? "`crop` and `to` do not go together" : "CROP needs `crop` or `to`",
                    "to",
                    has ? "one of them says it all" : "`crop=1` cuts 1 off each side, `to=24x24` leaves the middle"));
            return Optional.empty();
        }
        return has ? around(site) : middle(site);
    }

    private static Optional<Padding.Fixed> around(LayerSite site) {
        Padding.Fixed crop = site.arguments().get("crop", Padding.Fixed.class);
        Volume in = site.input();
        boolean columns = (long) crop.left() + crop.right() < in.width();
        boolean rows = (long) crop.top() + crop.bottom() < in.height();
        if (columns && rows) {
            return Optional.of(crop);
        }
        int most = (Math.min(in.width(), in.height()) - 1) / 2;
        Fix fix = site.arguments()
                .fix(
                        "crop",
                        Integer.toString(most),
                        "gives " + (in.width() - 2 * most) + "x" + (in.height() - 2 * most));
        site.report(site.problem(
                        Code.CNN033,
                        "the crop leaves nothing of " + in,
                        "crop",
                        columns
                                ? "the height is " + in.height() + ", " + crop.top() + " + " + crop.bottom() + " go"
                                : "the width is " + in.width() + ", " + crop.left() + " + " + crop.right() + " go")
                .fixedBy(List.of(fix)));
        return Optional.empty();
    }

    /** The middle; where what goes is odd, the odd column and row go at the right and bottom. */
    private static Optional<Padding.Fixed> middle(LayerSite site) {
        Pair to = site.arguments().pair("to");
        Volume in = site.input();
        if (to.width() <= in.width() && to.height() <= in.height()) {
            int columns = in.width() - to.width();
            int rows = in.height() - to.height();
            return Optional.of(new Padding.Fixed(columns / 2, columns - columns / 2, rows / 2, rows - rows / 2));
        }
        Pair most = new Pair(Math.min(to.width(), in.width()), Math.min(to.height(), in.height()));
        Fix fix = site.arguments().fix("to", most.toString(), "");
        site.report(site.problem(
                        Code.CNN033,
                        "a middle of " + to + " is larger than the volume of " + in.width() + "x" + in.height(),
                        "to",
                        "a crop takes away; PAD adds")
                .fixedBy(List.of(fix)));
        return Optional.empty();
    }

    @Override
    public String kind() {
        return "CROP";
    }

    @Override
    public String text() {
        return "CROP(" + crop + ")";
    }

    @Override
    public Sight sight() {
        return Sight.moved(-crop.left(), -crop.top());
    }

    @Override
    public String volumeFormula() {
        return Axis.both(
                input.width() + " - " + crop.left() + " - " + crop.right() + " = " + output.width(),
                input.height() + " - " + crop.top() + " - " + crop.bottom() + " = " + output.height());
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        for (int c = 0; c < output.depth(); c++) {
            for (int h = 0; h < output.height(); h++) {
                for (int w = 0; w < output.width(); w++) {
                    out[output.index(c, h, w)] = inputs.get(0)[input.index(c, h + crop.top(), w + crop.left())];
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
