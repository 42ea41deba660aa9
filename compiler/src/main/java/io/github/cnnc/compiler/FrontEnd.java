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
import io.github.cnnc.compiler.parse.ParsedFiles;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text to checked network: parse, elaborate, check; then tries every fix that a diagnostic offers. */
final class FrontEnd {

    /** What came of it. */
    record Result(Optional<SyntaxTree> tree, Optional<CheckedNetwork> network, List<Diagnostic> diagnostics, int more) {

        boolean hasErrors() {
            return diagnostics.stream().anyMatch(Diagnostic::isError);
        }
    }

    /** The most fixes tried in one run, and the most steps of expansion that may cost. */
    private static final int MOST_TRIALS = 40;

    /** Past this size inputs are no pictures, and no other size is looked for. */
    private static final int LARGEST_PICTURE = 8_192;

    private static final long MOST_TRIAL_STEPS = 300_000;

    /** Where each fix says the same, the best first: one is enough. */
    private static final Set<Code> ONE_FIX = EnumSet.of(Code.CNN004, Code.CNN014, Code.CNN020);

    /** What a fix of a layer leaves open: that no volume enters, that a name is to be defined. */
    private static final Set<Code> OPEN = EnumSet.of(Code.CNN012, Code.CNN013);

    private final Definitions outside;
    private final SourceLoader loader;
    private final Set<Code> allowed;
    private final ParsedFiles files = new ParsedFiles();

    /** @param allowed warnings that are not given */
    FrontEnd(Definitions outside, SourceLoader loader, Set<Code> allowed) {
        this.outside = outside;
        this.loader = loader;
        this.allowed = Set.copyOf(allowed);
    }

    Result run(SourceFile file) {
        Trial trial = once(file, loader);
        List<Diagnostic> diagnostics = keepWhatHolds(file, trial.result().diagnostics());
        return new Result(
                trial.result().tree(),
                trial.result().network(),
                withInputSizes(file, diagnostics, trial),
                trial.result().more());
    }

    // -- input sizes ------------------------------------------------------------------------------------------------

    /** Where a volume does not fit and everything else is right, says at the first such place which inputs do fit. */
    private List<Diagnostic> withInputSizes(SourceFile file, List<Diagnostic> diagnostics, Trial trial) {
        boolean onlyVolumes = diagnostics.stream()
                .filter(Diagnostic::isError)
                .allMatch(d -> d.code() == Code.CNN030 || d.code() == Code.CNN031 || d.code() == Code.CNN034);
        // An input in another order is to be turned, not to be made square.
        boolean turned = diagnostics.stream().anyMatch(d -> d.code() == Code.CNN107);
        if (!onlyVolumes
                || turned
                || diagnostics.stream().noneMatch(Diagnostic::isError)
                || trial.steps() > MOST_TRIAL_STEPS / 130) {
            return diagnostics;
        }
        Optional<String> sizes = trial.entering()
                .filter(v -> Math.max(v.width(), v.height()) > 16 && Math.max(v.width(), v.height()) <= LARGEST_PICTURE)
                .flatMap(v -> InputSizes.near(v, size -> fits(file, size, v.depth())));
        List<Diagnostic> said = new ArrayList<>(diagnostics);
        for (int i = 0; i < said.size() && sizes.isPresent(); i++) {
            if (said.get(i).isError()) {
                said.set(i, said.get(i).note(sizes.get()));
                break;
            }
        }
        return said;
    }

    private boolean fits(SourceFile file, int size, int depth) {
        Definitions other = outside.input(size + "x" + size + "x" + depth);
        Diagnostics diagnostics = Diagnostics.stoppingAtError();
        try {
            return files.tree(file, diagnostics)
                    .flatMap(tree -> new Elaborator(tree, other, diagnostics, loader, files).elaborate())
                    .isPresent();
        } catch (Diagnostics.FirstError e) {
            return false;
        }
    }

    private record Trial(Result result, long steps, Optional<Volume> entering) {}

    private Trial once(SourceFile file, SourceLoader from) {
        Diagnostics diagnostics = new Diagnostics();
        allowed.forEach(diagnostics::allow);
        Optional<SyntaxTree> tree = files.tree(file, diagnostics);
        if (tree.isEmpty()) {
            return new Trial(
                    new Result(tree, Optional.empty(), diagnostics.all(), diagnostics.more()),
                    file.text().length(),
                    Optional.empty());
        }
        Elaborator elaborator = new Elaborator(tree.get(), outside, diagnostics, from, files);
        Optional<CheckedNetwork> network = elaborator.elaborate().flatMap(e -> Checker.check(e, diagnostics));
        return new Trial(
                new Result(tree, network, diagnostics.all(), diagnostics.more()),
                elaborator.steps() + file.text().length(),
                elaborator.entering());
    }

    // -- fixes ------------------------------------------------------------------------------------------------------

    /**
     * The diagnostics with those of their fixes that hold. A fix is solved for one place; in a repeat or block the same
     * text stands for many, so each is tried on the whole file before it is offered.
     */
    private List<Diagnostic> keepWhatHolds(SourceFile file, List<Diagnostic> diagnostics) {
        int trials = 0;
        long steps = 0;
        List<Diagnostic> kept = new ArrayList<>();
        for (Diagnostic diagnostic : diagnostics) {
            List<Fix> holding = new ArrayList<>();
            boolean one = ONE_FIX.contains(diagnostic.code());
            for (Fix fix : diagnostic.fixes()) {
                if (!(one && !holding.isEmpty()) && trials++ < MOST_TRIALS && steps < MOST_TRIAL_STEPS) {
                    Trial trial = once(fix, file);
                    steps += trial.steps();
                    if (holds(fix, diagnostic, diagnostics, trial.result().diagnostics())) {
                        holding.add(fix);
                    }
                }
            }
            kept.add(fixed(diagnostic, holding));
        }
        // In the order of the text, the main file first: names are looked up and blocks expanded in another.
        kept.sort(Comparator.comparing((Diagnostic d) -> !d.at().file().equals(file))
                .thenComparing(d -> d.at().file().name())
                .thenComparing(d -> d.at().start()));
        return List.copyOf(kept);
    }

    /** With what holds of its fixes; layers from another framework that do not fit here are shown all the same. */
    private static Diagnostic fixed(Diagnostic diagnostic, List<Fix> holding) {
        boolean unfit = diagnostic.code() == Code.CNN004
                && holding.isEmpty()
                && !diagnostic.fixes().isEmpty()
                && !diagnostic.fixes().get(0).text().isEmpty();
        Diagnostic said = unfit
                ? diagnostic.note(
                        "in cnnc: `" + diagnostic.fixes().get(0).text() + "`, which does not fit here as it is")
                : diagnostic;
        return said.fixedBy(holding);
    }

    private Trial once(Fix fix, SourceFile file) {
        SourceFile mended = fix.apply();
        SourceLoader overlay = (from, path) -> {
            SourceFile loaded = loader.load(from, path);
            return loaded.name().equals(mended.name()) ? mended : loaded;
        };
        return once(fix.place().file().equals(file) ? mended : file, overlay);
    }

    /**
     * Whether nothing is wrong any more with the construct once the fix is made, and no more text is unreadable than
     * before: of a statement with two syntax errors the second comes to light. That no volume enters is no layer's fault.
     */
    private static boolean holds(Fix fix, Diagnostic diagnostic, List<Diagnostic> before, List<Diagnostic> after) {
        String name = fix.place().file().name();
        int start = moved(diagnostic.at().start(), fix);
        // Of pasted layers each must be right; names that only the pasted text knew are to be defined.
        int end = diagnostic.code() == Code.CNN004
                ? Math.max(start + 1, fix.place().start() + fix.replacement().length())
                : start + 1;
        return unreadable(after) <= unreadable(before)
                && after.stream()
                        .filter(d -> d.isError() && !OPEN.contains(d.code()) || d.code() == diagnostic.code())
                        .noneMatch(d ->
                                d.at().file().name().equals(name) && d.at().start() >= start && d.at().start() < end);
    }

    /** Where what stood at an offset stands once the fix is made before it. */
    private static int moved(int offset, Fix fix) {
        boolean before = fix.place().end() <= offset && fix.place().start() < offset;
        return before
                ? offset
                        + fix.replacement().length()
                        - (fix.place().end() - fix.place().start())
                : offset;
    }

    private static long unreadable(List<Diagnostic> diagnostics) {
        return diagnostics.stream().filter(FrontEnd::isUnreadable).count();
    }

    private static boolean isUnreadable(Diagnostic diagnostic) {
        return diagnostic.code() == Code.CNN001 || diagnostic.code() == Code.CNN002 || diagnostic.code() == Code.CNN004;
    }
}
