package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.Arrays;
import java.util.List;

/** The largest element of each channel (ONNX GlobalMaxPool-1). */
public record GlobalMax(Volume input, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = SimpleKind.of(
            Signature.of("GMP", "global max pooling: 1x1xD, no parameters"),
            site -> new GlobalMax(site.input(), new Volume(1, 1, site.input().depth())));

    @Override
    public String kind() {
        return "GMP";
    }

    @Override
    public String text() {
        return "GMP";
    }

    @Override
    public Sight sight() {
        return Sight.whole(input);
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        int plane = input.width() * input.height();
        double[] out = new double[input.depth()];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < input.size(); i++) {
            out[i / plane] = Math.max(out[i / plane], inputs.get(0)[i]);
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
