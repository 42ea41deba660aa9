package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.runtime.Volume;
import java.util.Arrays;
import java.util.List;

/**
 * One of several equal parts of the channels (the channel split of Ma et al. 2018, "ShuffleNet V2", section 3.3;
 * {@code x.chunk(parts, dim=1)[part - 1]} of PyTorch; ONNX Split-18 with {@code num_outputs}, which must divide).
 *
 * @param part counted from 1
 */
public record Slice(int part, int parts, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "SLICE",
                "one of several equal parts of the channels: no parameters",
                LayerParameter.required("part", "", new ArgumentType.Whole(1), "which of them, counted from 1"),
                LayerParameter.required(
                        "parts", "", new ArgumentType.Whole(1), "the depth is split into so many parts"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            int part = site.arguments().whole("part");
            int parts = site.arguments().whole("parts");
            Volume in = site.input();
            if (part > parts) {
                site.report(site.problem(
                                Code.CNN024,
                                "there is no part " + part + " of " + parts,
                                "part",
                                "parts are counted from 1 to " + parts)
                        .fixedBy(List.of(
                                site.arguments().fix("part", Integer.toString(parts), "is the last"),
                                site.arguments().fix("parts", Integer.toString(part), ""))));
                return List.of();
            }
            if (in.depth() % parts != 0) {
                site.report(site.problem(
                                Code.CNN032,
                                parts + " equal parts do not divide the depth " + in.depth(),
                                "parts",
                                in.depth() + "/" + parts + " is not a whole number")
                        .fixedBy(Divisors.nearest(site, "parts", parts, in.depth())));
                return List.of();
            }
            return List.of(new Slice(part, parts, new Volume(in.width(), in.height(), in.depth() / parts)));
        }
    };

    /** The first channel of the input that is in the part. */
    public int first() {
        return (part - 1) * output.depth();
    }

    @Override
    public String kind() {
        return "SLICE";
    }

    @Override
    public String text() {
        return "SLICE(" + part + ", " + parts + ")";
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        int from = first() * output.width() * output.height();
        return Arrays.copyOfRange(inputs.get(0), from, from + output.size());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
