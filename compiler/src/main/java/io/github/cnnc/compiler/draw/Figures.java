package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the figures of parts.
 *
 * @param names whether the names of layers are written, too
 */
record Figures(Scale scale, boolean names) {

    /** So many neighbours of a U stand beside it in a row. */
    private static final int MOST_NEIGHBOURS = 4;

    /** The figures of the whole chain, to be broken into rows: a U and what has the size of its upper ends are one. */
    List<Figure> rows(List<Part> parts) {
        List<Figure> figures = chain(parts);
        boolean[] together = new boolean[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Fork fork && skipped(fork).isPresent()) {
                for (int j = i; j > 0 && i - j < MOST_NEIGHBOURS && sameSize(parts.get(j - 1), fork); j--) {
                    together[j] = true;
                }
                for (int j = i + 1; j < parts.size() && j - i <= MOST_NEIGHBOURS && sameSize(parts.get(j), fork); j++) {
                    together[j] = true;
                }
            }
        }
        List<Figure> rows = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= parts.size(); to++) {
            if (to == parts.size() || !together[to]) {
                rows.add(row(figures.subList(from, to)));
                from = to;
            }
        }
        return rows;
    }

    private static boolean sameSize(Part a, Part b) {
        return !isSmaller(a.volume(), b.volume()) && !isSmaller(b.volume(), a.volume());
    }

    /** What is written at a part: what leaves it, and its name if wanted. */
    private List<String> labels(Names name, Volumes volumes) {
        return names
                ? List.of(volumes.toString(), TextWidth.shortened(name.toString(), BoxFigure.LONGEST))
                : List.of(volumes.toString());
    }

    private List<Figure> chain(List<Part> parts) {
        return parts.stream().<Figure>map(part -> Measured.of(figure(part))).toList();
    }

    private Figure figure(Part part) {
        if (part instanceof Part.Repeat repeat) {
            return new RepeatFigure(row(chain(repeat.parts())), repeat.label());
        }
        if (part instanceof Part.Fork fork) {
            return fork(fork);
        }
        Part.Box box = (Part.Box) part;
        return new BoxFigure(box, scale, labels(box.names(), box.volumes()));
    }

    private Figure fork(Part.Fork fork) {
        List<String> labels = labels(fork.names(), fork.volumes());
        Optional<Part.Branch> under = skipped(fork);
        List<Figure> branches = new ArrayList<>();
        int identities = 0;
        for (Part.Branch branch : fork.branches()) {
            if (branch.isIdentity()) {
                identities += branch.count();
                continue;
            }
            Figure row = row(chain(branch.parts()));
            branches.add(
                    branch.count() == 1 ? row : Measured.of(new RepeatFigure(row, branch.count() + " side by side")));
        }
        if (under.isEmpty()) {
            return new ForkFigure(fork, branches, identities, labels);
        }
        boolean second = fork.branches().get(1) == under.get();
        Optional<Figure> over = identities == 1 ? Optional.empty() : Optional.of(branches.get(second ? 0 : 1));
        return new SkipFigure(fork, over, branches.get(second ? branches.size() - 1 : 0), labels);
    }

    /** The branch that goes down to smaller volumes and comes back, where there is one more, which does not. */
    private static Optional<Part.Branch> skipped(Part.Fork fork) {
        List<Part.Branch> branches = fork.branches();
        if (branches.size() != 2 || branches.get(0).count() + branches.get(1).count() != 2) {
            return Optional.empty();
        }
        List<Part.Branch> down = branches.stream().filter(Figures::goesDown).toList();
        return down.size() == 1 ? Optional.of(down.get(0)) : Optional.empty();
    }

    private static boolean goesDown(Part.Branch branch) {
        List<Part> parts = branch.parts();
        return parts.stream()
                .anyMatch(p -> isSmaller(p.volume(), parts.get(parts.size() - 1).volume()));
    }

    private static boolean isSmaller(Volume a, Volume b) {
        return a.width() < b.width() || a.height() < b.height();
    }

    private static Figure row(List<Figure> figures) {
        return figures.size() == 1 ? figures.get(0) : Measured.of(new RowFigure(figures));
    }
}
