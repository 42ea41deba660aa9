package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.source.Span;
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
                warnOfOneValue(site, site.input().depth(), "Sigmoid");
                return List.of(new Softmax(site.input()));
            }
            int classes = site.arguments().whole("classes");
            if (site.input().equals(new Volume(1, 1, classes)) && classes > 1) {
                warnOfTwoClassifiers(site, classes);
            }
            warnOfOneValue(site, classes, "FC(1)-Sigmoid");
            Dense classifier = Dense.of(site, classes, true);
            return List.of(classifier, new Softmax(classifier.output()));
        }
    };

    private static void warnOfOneValue(LayerSite site, int depth, String instead) {
        if (depth == 1) {
            Span call = site.arguments().call().span();
            site.report(site.problem(Code.CNN110, "a softmax over one value", "classes", "is 1, whatever enters")
                    .fixedBy(instead, "makes a probability of one score", call, instead));
        }
    }

    private static void warnOfTwoClassifiers(LayerSite site, int classes) {
        Span call = site.arguments().call().span();
        Diagnostic twice = site.problem(
                Code.CNN109,
                "SOFTMAX(" + classes + ") has an FC(" + classes + ") of its own",
                "classes",
                classes + " scores enter already");
        site.report(
                site.arguments().call().parenthesised()
                        ? twice.fixedBy("SOFTMAX", "takes them as they are", call, "SOFTMAX")
                        : twice);
    }

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

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
