package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Convolution, in truth cross-correlation, as PyTorch's {@code Conv2d} and ONNX's Conv-11.
 *
 * @param output filters deep
 */
public record Conv(SlidingWindow window, int groups, boolean bias, PadMode padMode, Volume output) implements Layer {

    static final LayerParameter ROUND = LayerParameter.of(
            "round",
            "",
            new ArgumentType.Word(List.of("exact", "floor", "ceil")),
            "exact",
            "exact",
            "what happens where the stride does not divide");

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "CONV",
                "convolution: W2 = (W1 - F + 2P)/S + 1, F*F*D1*K/groups + K parameters",
                LayerParameter.required("filters", "k", new ArgumentType.Whole(1), "K, the depth that leaves"),
                LayerParameter.of(
                        "kernel", "f", new ArgumentType.Sizes(1), Pair.square(3), "3x3", "F, the filter's size"),
                LayerParameter.of(
                        "stride", "s", new ArgumentType.Sizes(1), Pair.square(1), "1", "S, from window to window"),
                LayerParameter.of(
                        "pad",
                        "p",
                        new ArgumentType.Pads(),
                        new Padding.Fixed(0, 0, 0, 0),
                        "0",
                        "P, the padding around"),
                LayerParameter.of("dilation", "", new ArgumentType.Sizes(1), Pair.square(1), "1", "from tap to tap"),
                LayerParameter.of(
                        "groups",
                        "",
                        new ArgumentType.Whole(1),
                        1,
                        "1",
                        "depth and filters are split into so many parts"),
                LayerParameter.of("bias", "", new ArgumentType.Truth(), true, "true", "whether each filter has one"),
                PadModes.PARAMETER,
                ROUND);

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            Arguments arguments = site.arguments();
            int filters = arguments.whole("filters");
            int groups = arguments.whole("groups");
            boolean divides = checkGroups(site, filters, groups);
            var window = WindowRule.ofConvolution(site);
            var padMode = window.flatMap(w -> PadModes.check(site, w));
            if (!divides || padMode.isEmpty()) {
                return List.of();
            }
            return Limits.volume(site, window.get().outputWidth(), window.get().outputHeight(), filters)
                    .<List<Layer>>map(out -> List.of(
                            new Conv(window.get(), groups, arguments.get("bias", Boolean.class), padMode.get(), out)))
                    .orElse(List.of());
        }
    };

    private static boolean checkGroups(LayerSite site, int filters, int groups) {
        int depth = site.input().depth();
        if (depth % groups == 0 && filters % groups == 0) {
            return true;
        }
        boolean depthIsBad = depth % groups != 0;
        List<Fix> fixes = new ArrayList<>();
        for (int distance = 1; distance <= 4096 && fixes.isEmpty(); distance++) {
            for (int value : new int[] {groups - distance, groups + distance}) {
                if (fixes.isEmpty() && value >= 1 && depth % value == 0 && filters % value == 0) {
                    fixes.add(site.arguments().fix("groups", Integer.toString(value), ""));
                }
            }
        }
        if (!depthIsBad) {
            long more = (long) groups * (filters / groups + 1);
            long fewer = more - groups;
            long nearest = fewer > 0 && filters - fewer <= more - filters ? fewer : more;
            fixes.add(site.arguments().fix("filters", Long.toString(nearest), ""));
        }
        site.report(site.problem(
                        Code.CNN032,
                        groups + " groups do not divide " + (depthIsBad ? "the depth " + depth : filters + " filters"),
                        "groups",
                        (depthIsBad ? depth : filters) + "/" + groups + " is not a whole number")
                .fixedBy(fixes));
        return false;
    }

    @Override
    public String kind() {
        return "CONV";
    }

    @Override
    public String text() {
        return "CONV(" + output.depth() + ", " + window.kernel() + window.options(Pair.square(1))
                + (groups == 1 ? "" : ", groups=" + groups)
                + (bias ? "" : ", bias=false")
                + (padMode == PadMode.ZEROS
                        ? ""
                        : ", pad_mode=" + padMode.name().toLowerCase(Locale.ROOT))
                + (window.rounding() == Rounding.EXACT
                        ? ""
                        : ", round=" + window.rounding().name().toLowerCase(Locale.ROOT))
                + ")";
    }

    @Override
    public List<LayerTensor> tensors() {
        LayerTensor weight = new LayerTensor(
                "weight",
                List.of(
                        output.depth(),
                        window.input().depth() / groups,
                        window.kernel().height(),
                        window.kernel().width()),
                true);
        return bias ? List.of(weight, new LayerTensor("bias", List.of(output.depth()), true)) : List.of(weight);
    }

    @Override
    public String formula() {
        Pair kernel = window.kernel();
        return "(" + kernel.width() + "*" + kernel.height() + "*"
                + window.input().depth() / groups + ")*" + output.depth() + (bias ? " + " + output.depth() : "");
    }

    @Override
    public long macs() {
        return Math.multiplyExact(
                (long) output.width() * output.height(), tensors().get(0).size());
    }

    @Override
    public Sight sight() {
        return Sight.of(window);
    }

    @Override
    public String volumeFormula() {
        return window.arithmetic();
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        Volume in = window.input();
        double[] weight = tensors.get(0);
        int depth = in.depth() / groups;
        int filters = output.depth() / groups;
        int kernelHeight = window.kernel().height();
        int kernelWidth = window.kernel().width();
        double[] out = new double[output.size()];
        for (int oc = 0; oc < output.depth(); oc++) {
            for (int oh = 0; oh < output.height(); oh++) {
                for (int ow = 0; ow < output.width(); ow++) {
                    double sum = bias ? tensors.get(1)[oc] : 0;
                    for (int ic = 0; ic < depth; ic++) {
                        for (int kh = 0; kh < kernelHeight; kh++) {
                            for (int kw = 0; kw < kernelWidth; kw++) {
                                int y = oh * window.stride().height()
                                        - window.pads().top()
                                        + kh * window.dilation().height();
                                int x = ow * window.stride().width()
                                        - window.pads().left()
                                        + kw * window.dilation().width();
                                int at = Evaluation.offset(in, padMode, oc / filters * depth + ic, y, x);
                                if (at >= 0) {
                                    sum += inputs.get(0)[at]
                                            * weight[((oc * depth + ic) * kernelHeight + kh) * kernelWidth + kw];
                                }
                            }
                        }
                    }
                    out[output.index(oc, oh, ow)] = sum;
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
