package io.github.cnnc.compiler;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.Checker;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.elaborate.Definitions;
import io.github.cnnc.compiler.elaborate.Elaborator;
import io.github.cnnc.compiler.elaborate.SourceLoader;
import io.github.cnnc.compiler.parse.Parser;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text to checked network: parse, elaborate, check; then tries every fix that a diagnostic offers. */
final class FrontEnd {

    /** What came of it. */
    record Result(Optional<SyntaxTree> tree, Optional<CheckedNetwork> network, List<Diagnostic> diagnostics) {

        boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    /** The most fixes tried in one run, and the most steps of expansion that may cost. */
    private static final int MOST_TRIALS = 40;

    private static final long MOST_TRIAL_STEPS = 2_000_000;

    private final Definitions outside;
    private final SourceLoader loader;

    FrontEnd(Definitions outside, SourceLoader loader) {
        this.outside = outside;
        this.loader = loader;
    }

    Result run(SourceFile file) {
        Trial trial = once(file, loader);
        return new Result(
                trial.result().tree(),
                trial.result().network(),
                keepWhatHolds(file, trial.result().diagnostics(), trial.steps()));
    }

    private record Trial(Result result, long steps) {}

    private Trial once(SourceFile file, SourceLoader from) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<SyntaxTree> tree = Parser.parse(file, diagnostics);
        if (tree.isEmpty()) {
            return new Trial(
                    new Result(tree, Optional.empty(), diagnostics.all()),
                    file.text().length());
        }
        Elaborator elaborator = new Elaborator(tree.get(), outside, diagnostics, from);
        Optional<CheckedNetwork> network = elaborator.elaborate().flatMap(e -> Checker.check(e, diagnostics));
        return new Trial(
                new Result(tree, network, diagnostics.all()),
                elaborator.steps() + file.text().length());
    }

    // -- fixes ------------------------------------------------------------------------------------------------------

    /**
     * The diagnostics with those of their fixes that hold. A fix is solved for one place; in a repeat or block the same
     * text stands for many, so each is tried on the whole file before it is offered.
     */
    private List<Diagnostic> keepWhatHolds(SourceFile file, List<Diagnostic> diagnostics, long steps) {
        long trials = Math.min(MOST_TRIALS, MOST_TRIAL_STEPS / Math.max(1, steps));
        List<Diagnostic> kept = new ArrayList<>();
        for (Diagnostic diagnostic : diagnostics) {
            List<Fix> holding = new ArrayList<>();
            for (Fix fix : diagnostic.fixes()) {
                if (trials-- > 0 && holds(fix, diagnostic, file)) {
                    holding.add(fix);
                }
            }
            kept.add(diagnostic.fixedBy(holding));
        }
        return List.copyOf(kept);
    }

    /** Whether nothing is wrong any more with the construct once the fix is made. */
    private boolean holds(Fix fix, Diagnostic diagnostic, SourceFile file) {
        SourceFile mended = fix.apply();
        boolean inMain = fix.place().file().equals(file);
        SourceLoader overlay = (from, path) -> {
            SourceFile loaded = loader.load(from, path);
            return loaded.name().equals(mended.name()) ? mended : loaded;
        };
        List<Diagnostic> after = once(inMain ? mended : file, overlay).result().diagnostics();
        return after.stream()
                .filter(Diagnostic::isError)
                .noneMatch(d -> d.code() == Code.CNN001
                        || d.code() == Code.CNN002
                        || d.at().file().name().equals(mended.name())
                                && d.at().start() == diagnostic.at().start());
    }
}
