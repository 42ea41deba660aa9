package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3):
 * {@code y[c] = x[c] / (k + alpha/size * sum of x[j]^2)^beta}, j from c - {@link #before()} to c + {@link #after()}
 * as far as there are channels.
 *
 * <p>It is PyTorch's {@code LocalResponseNorm}: floor(size/2) channels before and floor((size-1)/2) after
 * ({@code torch.nn.functional.local_response_norm} pads so). ONNX LRN-13 says floor((size-1)/2) before and
 * ceil((size-1)/2) after: the same for an odd size, the other way round for an even one.
 */
public record ResponseNorm(int size, double alpha, double beta, double k, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = SimpleKind.of(
            Signature.of(
                    "LRN",
                    "local response normalisation: x / (k + alpha/size * sum of squares over size channels)^beta",
                    LayerParameter.of("size", "", new ArgumentType.Whole(1), 5, "5", "channels in the sum"),
                    decimal("alpha", 1e-4, "1e-4", "the weight of the mean of squares"),
                    decimal("beta", 0.75, "0.75", "the exponent"),
                    decimal("k", 1.0, "1", "added to the weighted mean")),
            site -> new ResponseNorm(
                    site.arguments().whole("size"),
                    site.arguments().get("alpha", Double.class),
                    site.arguments().get("beta", Double.class),
                    site.arguments().get("k", Double.class),
                    site.input()));

    private static LayerParameter decimal(String name, double value, String shown, String doc) {
        return LayerParameter.of(
                name, "", new ArgumentType.Decimal(-Float.MAX_VALUE, Float.MAX_VALUE), value, shown, doc);
    }

    /** Channels before the one at hand that count. */
    public int before() {
        return size / 2;
    }

    /** Channels after the one at hand that count. */
    public int after() {
        return (size - 1) / 2;
    }

    @Override
    public String kind() {
        return "LRN";
    }

    @Override
    public String text() {
        return "LRN(" + size + (alpha == 1e-4 ? "" : ", alpha=" + alpha) + (beta == 0.75 ? "" : ", beta=" + beta)
                + (k == 1 ? "" : ", k=" + k) + ")";
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] in = inputs.get(0);
        double[] out = new double[in.length];
        for (int c = 0; c < output.depth(); c++) {
            for (int h = 0; h < output.height(); h++) {
                for (int w = 0; w < output.width(); w++) {
                    double squares = 0;
                    for (int j = Math.max(0, c - before()); j <= c + (long) after() && j < output.depth(); j++) {
                        double x = in[output.index(j, h, w)];
                        squares += x * x;
                    }
                    int at = output.index(c, h, w);
                    out[at] = in[at] / Math.pow(k + alpha / size * squares, beta);
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
