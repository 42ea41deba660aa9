package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** The average of each channel (Lin, Chen and Yan 2014, section 3.2). */
public record GlobalAverage(Volume input, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = SimpleKind.of(
            Signature.of("GAP", "global average pooling: 1x1xD, no parameters"),
            site -> new GlobalAverage(
                    site.input(), new Volume(1, 1, site.input().depth())));

    @Override
    public String kind() {
        return "GAP";
    }

    @Override
    public String text() {
        return "GAP";
    }

    @Override
    public Sight sight() {
        return Sight.whole(input);
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        int plane = input.width() * input.height();
        double[] out = new double[input.depth()];
        for (int i = 0; i < input.size(); i++) {
            out[i / plane] += inputs.get(0)[i] / plane;
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
