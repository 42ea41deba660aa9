package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.layer.Arguments;
import io.github.cnnc.compiler.layer.Join;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.SlidingWindow;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Chain;
import io.github.cnnc.compiler.syntax.Step;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rule of branches: which volumes go together, and what leaves.
 *
 * @param volumes what leaves each branch
 * @param resized for each branch the layer that last changed its width or height, if that is one with a window
 */
record Joining(
        Step.Branches branches, List<Volume> volumes, List<Optional<Resized>> resized, Consumer<Diagnostic> reports) {

    /** A layer with a window, where it is written and with what. */
    record Resized(SlidingWindow window, Span span, Arguments arguments) {}

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
        Volume first = volumes.get(one);
        Volume second = volumes.get(other);
        Diagnostic diagnostic = Diagnostic.of(Code.CNN034, message, last(other), given(other, first))
                .in(branches.span())
                .because(last(one), given(one, second));
        diagnostic = why(why(diagnostic, one, second), other, first);
        List<Fix> fixes = new ArrayList<>();
        mended(one, second).ifPresent(fixes::add);
        mended(other, first).ifPresent(fixes::add);
        reports.accept(diagnostic.fixedBy(fixes));
        return Optional.empty();
    }

    /** What a branch gives, and how that comes about where its last step says so. */
    private String given(int branch, Volume wanted) {
        String gives = "this branch gives " + volumes.get(branch);
        return arithmetic(branch, wanted)
                .filter(a -> resized.get(branch).orElseThrow().span().equals(last(branch)))
                .map(a -> gives + ": " + a)
                .orElse(gives);
    }

    /** Points at the step before the last ones that made the size. */
    private Diagnostic why(Diagnostic diagnostic, int branch, Volume wanted) {
        return arithmetic(branch, wanted)
                .filter(a -> !resized.get(branch).orElseThrow().span().equals(last(branch)))
                .map(a -> diagnostic.because(resized.get(branch).orElseThrow().span(), a))
                .orElse(diagnostic);
    }

    /** The formula of the direction in which a branch is not as wanted. */
    private Optional<String> arithmetic(int branch, Volume wanted) {
        Volume volume = volumes.get(branch);
        boolean width = volume.width() != wanted.width();
        return width || volume.height() != wanted.height()
                ? resized.get(branch).map(r -> r.window().arithmetic(width))
                : Optional.empty();
    }

    /** The padding with which a branch gives what another does. */
    private Optional<Fix> mended(int branch, Volume wanted) {
        return resized.get(branch)
                .filter(r -> arithmetic(branch, wanted).isPresent())
                .flatMap(r -> r.window()
                        .padFor(wanted.width(), wanted.height())
                        .map(pad -> r.arguments()
                                .fix("pad", Integer.toString(pad), "gives " + wanted.width() + "x" + wanted.height())));
    }

    /** The last step of a branch. */
    private Span last(int branch) {
        Chain chain = branches.chains().get(branch);
        return chain.steps().get(chain.steps().size() - 1).span();
    }
}
