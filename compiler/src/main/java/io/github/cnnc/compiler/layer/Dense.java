package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** A fully connected layer over the volume flattened in depth, height, width order, as PyTorch's {@code Linear}. */
public record Dense(Volume input, boolean bias, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "FC",
                "fully connected: 1x1xunits, in*out + out parameters",
                LayerParameter.required("units", "", new ArgumentType.Whole(1), "the depth that leaves"),
                LayerParameter.of("bias", "", new ArgumentType.Truth(), true, "true", "whether each unit has one"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            return List.of(
                    of(site, site.arguments().whole("units"), site.arguments().get("bias", Boolean.class)));
        }
    };

    static Dense of(LayerSite site, int units, boolean bias) {
        return new Dense(site.input(), bias, new Volume(1, 1, units));
    }

    @Override
    public String kind() {
        return "FC";
    }

    @Override
    public String text() {
        return "FC(" + output.depth() + (bias ? "" : ", bias=false") + ")";
    }

    @Override
    public List<LayerTensor> tensors() {
        List<LayerTensor> tensors = new ArrayList<>();
        tensors.add(new LayerTensor("weight", List.of(output.depth(), input.size()), true));
        if (bias) {
            tensors.add(new LayerTensor("bias", List.of(output.depth()), true));
        }
        return tensors;
    }

    /** {@code (7*7*512)*4096 + 4096} from a volume, {@code 4096*1000 + 1000} from another fully connected layer. */
    @Override
    public String formula() {
        boolean flat = input.width() == 1 && input.height() == 1;
        String inputs = flat
                ? Integer.toString(input.depth())
                : "(" + input.width() + "*" + input.height() + "*" + input.depth() + ")";
        return inputs + "*" + output.depth() + (bias ? " + " + output.depth() : "");
    }

    @Override
    public long macs() {
        return (long) input.size() * output.depth();
    }

    @Override
    public Sight sight() {
        return Sight.whole(input);
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        int n = input.size();
        double[] out = new double[output.depth()];
        for (int unit = 0; unit < out.length; unit++) {
            double sum = bias ? tensors.get(1)[unit] : 0;
            for (int i = 0; i < n; i++) {
                sum += inputs.get(0)[i] * tensors.get(0)[unit * n + i];
            }
            out[unit] = sum;
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
