package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Max or average pooling, as PyTorch's {@code MaxPool2d} and {@code AvgPool2d}: padding never wins the maximum; it counts
 * in an average where {@code countPad} says so, but never past the declared padding.
 */
public record Pool(boolean max, SlidingWindow window, boolean countPad, Volume output) implements Layer {

    /** Max pooling. */
    public static final LayerKind MAX = kind(true);

    /** Average pooling. */
    public static final LayerKind AVERAGE = kind(false);

    private static LayerKind kind(boolean max) {
        List<LayerParameter> parameters = new ArrayList<>(List.of(
                LayerParameter.of(
                        "kernel", "f", new ArgumentType.Sizes(1), Pair.square(2), "2x2", "F, the window's size"),
                LayerParameter.optional("stride", "s", new ArgumentType.Sizes(1), "kernel", "S, from window to window"),
                LayerParameter.of(
                        "pad",
                        "p",
                        new ArgumentType.Pads(),
                        new Padding.Fixed(0, 0, 0, 0),
                        "0",
                        "P, the padding around")));
        if (max) {
            parameters.add(LayerParameter.of(
                    "dilation", "", new ArgumentType.Sizes(1), Pair.square(1), "1", "from tap to tap"));
        }
        parameters.add(Conv.ROUND);
        if (!max) {
            parameters.add(LayerParameter.of(
                    "count_pad",
                    "",
                    new ArgumentType.Truth(),
                    true,
                    "true",
                    "whether padding counts in the average, as PyTorch's count_include_pad"));
        }
        Signature signature = new Signature(
                max ? "POOL" : "AVGPOOL",
                (max ? "max" : "average") + " pooling: W2 = (W1 - F)/S + 1, no parameters",
                parameters);
        return new LayerKind() {
            @Override
            public Signature signature() {
                return signature;
            }

            @Override
            public List<Layer> build(LayerSite site) {
                Pair dilation = max ? site.arguments().pair("dilation") : Pair.square(1);
                return WindowRule.ofPooling(site, dilation)
                        .filter(window -> seesVolume(site, window))
                        .flatMap(window -> Limits.volume(
                                        site,
                                        window.outputWidth(),
                                        window.outputHeight(),
                                        site.input().depth())
                                .<List<Layer>>map(out -> List.of(new Pool(
                                        max, window, !max && site.arguments().get("count_pad", Boolean.class), out))))
                        .orElse(List.of());
            }
        };
    }

    /** Whether every window sees a pixel: a maximum over padding alone would be minus infinity, an average 0/0. */
    private static boolean seesVolume(LayerSite site, SlidingWindow window) {
        Padding.Fixed pads = window.pads();
        boolean columns = sees(
                window.input().width(),
                window.kernel().width(),
                window.dilation().width(),
                pads.left(),
                Math.max(pads.right(), window.reachRight()));
        boolean rows = sees(
                window.input().height(),
                window.kernel().height(),
                window.dilation().height(),
                pads.top(),
                Math.max(pads.bottom(), window.reachBottom()));
        if (columns && rows) {
            return true;
        }
        site.report(site.problem(
                        Code.CNN033,
                        "a pooling window would see padding alone",
                        "pad",
                        "the padding must be smaller than the window of " + window.kernel()
                                + (window.dilation().equals(Pair.square(1))
                                        ? ""
                                        : ", and the dilation no larger than the volume"))
                .fixedBy(List.of(site.arguments().fix("pad", "0", ""))));
        return false;
    }

    /** A window that begins before the volume may step over it, if the dilation is larger than that. */
    private static boolean sees(int size, int kernel, int dilation, int before, int after) {
        long reach = dilation * (kernel - 1L);
        return after <= reach && before <= reach && (before == 0 || size >= dilation);
    }

    @Override
    public String kind() {
        return max ? "POOL" : "AVGPOOL";
    }

    @Override
    public String text() {
        boolean padded = !window.pads().equals(new Padding.Fixed(0, 0, 0, 0));
        return kind() + "(" + window.kernel() + window.options(window.kernel())
                + (window.rounding() == Rounding.EXACT
                        ? ""
                        : ", round=" + window.rounding().name().toLowerCase(Locale.ROOT))
                + (!max && padded && !countPad ? ", count_pad=false" : "")
                + ")";
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
        double[] out = new double[output.size()];
        for (int c = 0; c < output.depth(); c++) {
            for (int oh = 0; oh < output.height(); oh++) {
                for (int ow = 0; ow < output.width(); ow++) {
                    out[output.index(c, oh, ow)] =
                            window(inputs.get(0), in, c, oh, ow).orElseThrow();
                }
            }
        }
        return out;
    }

    private Optional<Double> window(double[] in, Volume volume, int c, int oh, int ow) {
        double best = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int seen = 0;
        int counted = 0;
        for (int kh = 0; kh < window.kernel().height(); kh++) {
            for (int kw = 0; kw < window.kernel().width(); kw++) {
                int y = oh * window.stride().height()
                        - window.pads().top()
                        + kh * window.dilation().height();
                int x = ow * window.stride().width()
                        - window.pads().left()
                        + kw * window.dilation().width();
                if (y < volume.height() + window.pads().bottom()
                        && x < volume.width() + window.pads().right()) {
                    counted++;
                }
                if (y >= 0 && y < volume.height() && x >= 0 && x < volume.width()) {
                    double value = in[volume.index(c, y, x)];
                    best = Math.max(best, value);
                    sum += value;
                    seen++;
                }
            }
        }
        return seen == 0 ? Optional.empty() : Optional.of(max ? best : sum / (countPad ? counted : seen));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
