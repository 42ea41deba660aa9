package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/** Makes the figures of parts: carries the volume along the chain to know where it changes. */
record Figures(Scale scale) {

    /** The figures of a chain that this volume enters. */
    List<Figure> chain(List<Part> parts, Volume entering) {
        List<Figure> figures = new ArrayList<>();
        Volume volume = entering;
        for (Part part : parts) {
            figures.add(Measured.of(figure(part, volume)));
            volume = part.volume();
        }
        return figures;
    }

    private Figure figure(Part part, Volume entering) {
        if (part instanceof Part.Repeat repeat) {
            return new RepeatFigure(row(repeat.parts(), entering), "x" + repeat.count());
        }
        if (part instanceof Part.Fork fork) {
            return fork(fork, entering);
        }
        Part.Box box = (Part.Box) part;
        return new BoxFigure(box, scale, !box.volume().equals(entering));
    }

    private Figure fork(Part.Fork fork, Volume entering) {
        List<Figure> branches = new ArrayList<>();
        int identities = 0;
        boolean known = fork.volume().equals(entering);
        for (Part.Branch branch : fork.branches()) {
            if (branch.isIdentity()) {
                identities += branch.count();
                continue;
            }
            Figure row = row(branch.parts(), entering);
            branches.add(
                    branch.count() == 1 ? row : Measured.of(new RepeatFigure(row, branch.count() + " side by side")));
            known |= branch.parts().get(branch.parts().size() - 1).volume().equals(fork.volume());
        }
        return new ForkFigure(fork, branches, identities, !known);
    }

    private Figure row(List<Part> parts, Volume entering) {
        List<Figure> figures = chain(parts, entering);
        return figures.size() == 1 ? figures.get(0) : Measured.of(new RowFigure(figures));
    }
}
