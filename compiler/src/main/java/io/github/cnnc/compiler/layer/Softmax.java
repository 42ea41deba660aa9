package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** Softmax over depth at each position (ONNX Softmax-13, axis 1). */
public record Softmax(Volume output) implements Layer {

    /** The kind. With classes it is the classifier: a fully connected layer, then softmax. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "SOFTMAX",
                "with classes: FC(classes), then softmax; without: softmax over depth",
                LayerParameter.optional("classes", "", new ArgumentType.Whole(1), "none", "units of the classifier"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            if (!site.arguments().has("classes")) {
                return List.of(new Softmax(site.input()));
            }
            Dense classifier = Dense.of(site, site.arguments().whole("classes"), true);
            return List.of(classifier, new Softmax(classifier.output()));
        }
    };

    @Override
    public String kind() {
        return "SOFTMAX";
    }

    @Override
    public String text() {
        return "SOFTMAX";
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] in = inputs.get(0);
        double[] out = new double[in.length];
        int plane = output.width() * output.height();
        for (int at = 0; at < plane; at++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = at; i < in.length; i += plane) {
                largest = Math.max(largest, in[i]);
            }
            double sum = 0;
            for (int i = at; i < in.length; i += plane) {
                out[i] = Math.exp(in[i] - largest);
                sum += out[i];
            }
            for (int i = at; i < in.length; i += plane) {
                out[i] /= sum;
            }
        }
        return out;
    }
}
