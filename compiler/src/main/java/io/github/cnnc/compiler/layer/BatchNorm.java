package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** Batch normalisation at inference, with running statistics (Ioffe and Szegedy 2015; PyTorch's BatchNorm2d). */
public record BatchNorm(double eps, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = SimpleKind.of(
            Signature.of(
                    "BN",
                    "batch normalisation: 2*D parameters, and 2*D running statistics that do not count",
                    LayerParameter.of(
                            "eps", "", new ArgumentType.Decimal(0, 1e6), 1e-5, "1e-5", "added to the variance")),
            site -> new BatchNorm(site.arguments().get("eps", Double.class), site.input()));

    @Override
    public String kind() {
        return "BN";
    }

    @Override
    public String text() {
        return eps == 1e-5 ? "BN" : "BN(eps=" + eps + ")";
    }

    @Override
    public List<LayerTensor> tensors() {
        List<Integer> shape = List.of(output.depth());
        return List.of(
                new LayerTensor("weight", shape, true),
                new LayerTensor("bias", shape, true),
                new LayerTensor("running_mean", shape, false),
                new LayerTensor("running_var", shape, false));
    }

    @Override
    public String formula() {
        return "2*" + output.depth();
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        int plane = output.width() * output.height();
        for (int i = 0; i < out.length; i++) {
            int c = i / plane;
            double normal = (inputs.get(0)[i] - tensors.get(2)[c]) / Math.sqrt(tensors.get(3)[c] + eps);
            out[i] = normal * tensors.get(0)[c] + tensors.get(1)[c];
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
