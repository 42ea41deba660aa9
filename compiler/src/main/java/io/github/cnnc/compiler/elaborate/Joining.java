package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Chain;
import io.github.cnnc.compiler.syntax.Step;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rule of branches: which volumes go together, and what leaves. */
record Joining(Step.Branches branches, List<Volume> volumes, Consumer<Diagnostic> reports) {

    /** The joining layer, unless the volumes do not go together. */
    Optional<Layer> layer() {
        return switch (branches.operator()) {
            case SUM -> same();
            case CONCAT -> concat();
            case PRODUCT -> product();
        };
    }

    private Optional<Layer> same() {
        Volume first = volumes.get(0);
        for (int i = 1; i < volumes.size(); i++) {
            if (!volumes.get(i).equals(first)) {
                return differ("a sum needs branches of one volume", 0, i);
            }
        }
        return Optional.of(new Join(Join.How.ADD, volumes, first));
    }

    private Optional<Layer> concat() {
        Volume first = volumes.get(0);
        long depth = 0;
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            if (volume.width() != first.width() || volume.height() != first.height()) {
                return differ("concatenation along depth needs branches of one width and height", 0, i);
            }
            depth += volume.depth();
        }
        if (depth * first.width() * first.height() > Integer.MAX_VALUE) {
            reports.accept(Diagnostic.of(
                    Code.CNN062,
                    "the volume that leaves is too large",
                    branches.span(),
                    first.width() + "x" + first.height() + "x" + depth + " has more than 2^31-1 elements"));
            return Optional.empty();
        }
        return Optional.of(new Join(Join.How.CONCAT, volumes, new Volume(first.width(), first.height(), (int) depth)));
    }

    private Optional<Layer> product() {
        int largest = 0;
        for (int i = 1; i < volumes.size(); i++) {
            if (volumes.get(i).size() > volumes.get(largest).size()) {
                largest = i;
            }
        }
        Volume out = volumes.get(largest);
        for (int i = 0; i < volumes.size(); i++) {
            boolean gate = volumes.get(i).equals(new Volume(1, 1, out.depth()));
            if (!gate && !volumes.get(i).equals(out)) {
                return differ(
                        "a product needs branches of one volume, or 1x1x" + out.depth() + " for a gate", largest, i);
            }
        }
        return Optional.of(new Join(Join.How.MULTIPLY, volumes, out));
    }

    private Optional<Layer> differ(String message, int one, int other) {
        reports.accept(Diagnostic.of(Code.CNN034, message, last(other), "this branch gives " + volumes.get(other))
                .in(branches.span())
                .because(last(one), "this branch gives " + volumes.get(one)));
        return Optional.empty();
    }

    /** The last step of a branch. */
    private Span last(int branch) {
        Chain chain = branches.chains().get(branch);
        return chain.steps().get(chain.steps().size() - 1).span();
    }
}
