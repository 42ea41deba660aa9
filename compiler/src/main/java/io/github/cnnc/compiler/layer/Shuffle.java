package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * Channel shuffle (Zhang et al. 2018, "ShuffleNet", section 3.1; PyTorch's ChannelShuffle): the first channel of each
 * group, then the second of each, and so on.
 */
public record Shuffle(int groups, Volume output) implements Layer {

    /** The kind. */
    public static final LayerKind KIND = new LayerKind() {
        private final Signature signature = Signature.of(
                "SHUFFLE",
                "the channels of the groups in turn: no parameters",
                LayerParameter.required(
                        "groups", "", new ArgumentType.Whole(1), "the depth is split into so many parts"));

        @Override
        public Signature signature() {
            return signature;
        }

        @Override
        public List<Layer> build(LayerSite site) {
            int groups = site.arguments().whole("groups");
            int depth = site.input().depth();
            if (depth % groups == 0) {
                return List.of(new Shuffle(groups, site.input()));
            }
            site.report(site.problem(
                            Code.CNN032,
                            groups + " groups do not divide the depth " + depth,
                            "groups",
                            depth + "/" + groups + " is not a whole number")
                    .fixedBy(Divisors.nearest(site, "groups", groups, depth)));
            return List.of();
        }
    };

    @Override
    public String kind() {
        return "SHUFFLE";
    }

    @Override
    public String text() {
        return "SHUFFLE(" + groups + ")";
    }

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        double[] out = new double[output.size()];
        int plane = output.width() * output.height();
        int each = output.depth() / groups;
        for (int c = 0; c < output.depth(); c++) {
            System.arraycopy(inputs.get(0), (c % groups * each + c / groups) * plane, out, c * plane, plane);
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
