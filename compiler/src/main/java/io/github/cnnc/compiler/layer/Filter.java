package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Locale;

/** One constant kernel on each channel by itself: the lecture's image filters. */
public record Filter(Stencil kernel, SlidingWindow window, PadMode padMode, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "FILTER",
                "an image kernel on each channel: no parameters",
                LayerParameter.required("kernel", "", new ArgumentType.Kernel(), "a classic kernel or a matrix"),
                LayerParameter.of(
                        "pad", "p", new ArgumentType.Pads(), new Padding.Same(), "same", "the padding around"),
                PadModes.PARAMETER);

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            Stencil kernel = site.arguments().get("kernel", Stencil.class);
            return WindowRule.ofStencil(site, kernel.size())
                    .flatMap(window -> PadModes.check(site, window)
                            .flatMap(mode -> Limits.volume(
                                            site,
                                            window.outputWidth(),
                                            window.outputHeight(),
                                            site.input().depth())
                                    .<List<Layer>>map(out -> List.of(new Filter(kernel, window, mode, out)))))
                    .orElse(List.of());
        }
    };

    @Override
    public String kind() {
        return "FILTER";
    }

    @Override
    public String text() {
        return "FILTER(" + kernel + window.options(Pair.square(1))
                + (padMode == PadMode.ZEROS
                        ? ""
                        : ", pad_mode=" + padMode.name().toLowerCase(Locale.ROOT)) + ")";
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
                    double sum = 0;
                    for (int kh = 0; kh < kernel.size().height(); kh++) {
                        for (int kw = 0; kw < kernel.size().width(); kw++) {
                            int at = Evaluation.offset(
                                    in,
                                    padMode,
                                    c,
                                    oh - window.pads().top() + kh,
                                    ow - window.pads().left() + kw);
                            if (at >= 0) {
                                sum += inputs.get(0)[at] * kernel.rows().get(kh).get(kw);
                            }
                        }
                    }
                    out[output.index(c, oh, ow)] = sum;
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
