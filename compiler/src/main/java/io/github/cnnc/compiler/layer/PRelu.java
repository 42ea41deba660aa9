package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** ReLU with a trained slope below 0, one for each channel (He et al. 2015; PyTorch's PReLU with num_parameters = D). */
public record PRelu(Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = SimpleKind.of(
            Signature.of("PReLU", "f(x) = x for x > 0, slope*x below, a trained slope for each channel: D parameters"),
            site -> new PRelu(site.input()));

    @Override
    public String kind() {
        return "PReLU";
    }

    @Override
    public String text() {
        return "PReLU";
    }

    @Override
    public List<LayerTensor> tensors() {
        return List.of(new LayerTensor("weight", List.of(output.depth()), true));
    }

    @Override
    public String formula() {
        return Integer.toString(output.depth());
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        int plane = output.width() * output.height();
        for (int i = 0; i < out.length; i++) {
            out[i] = ActivationFunction.PRELU.apply(inputs.get(0)[i], tensors.get(0)[i / plane]);
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
