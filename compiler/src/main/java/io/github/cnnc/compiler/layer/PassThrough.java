package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/** A layer that leaves every number as it is: the same elements, perhaps under another volume. */
public record PassThrough(String kind, String text, Volume output, Sight sight) implements Layer {

    /** The volume as one column of depth, in depth, height, width order. */
    public static final LayerKind FLATTEN = SimpleKind.of(
            Signature.of("FLATTEN", "1x1x(W*H*D), in depth, height, width order: no parameters"),
            site -> new PassThrough(
                    "FLATTEN", "FLATTEN", new Volume(1, 1, site.input().size()), Sight.whole(site.input())));

    /** Dropout, which does nothing at inference (Srivastava et al. 2014). */
    public static final LayerKind DROPOUT = SimpleKind.of(
            Signature.of(
                    "DROPOUT",
                    "does nothing at inference",
                    LayerParameter.of(
                            "p", "", new ArgumentType.Decimal(0, 1), 0.5, "0.5", "the share dropped in training")),
            site -> new PassThrough(
                    "DROPOUT", "DROPOUT(" + site.arguments().get("p", Double.class) + ")", site.input(), Sight.POINT));

    /** The identity. */
    public static final LayerKind ID = SimpleKind.of(
            Signature.of("ID", "the identity, for branches"),
            site -> new PassThrough("ID", "ID", site.input(), Sight.POINT));

    @Override
    public double[] evaluate(List<double[]> inputs, List<double[]> tensors) {
        return inputs.get(0).clone();
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
