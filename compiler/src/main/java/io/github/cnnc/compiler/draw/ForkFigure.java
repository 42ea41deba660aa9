package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Branches above each other, a dot where they part, a circle where they come together; identities arch over them.
 *
 * @param branches those that are drawn, in order; none is the identity
 * @param identities how many branches are
 * @param labels what is written at the joint: the volume that leaves
 */
record ForkFigure(Part.Fork fork, List<Figure> branches, int identities, List<String> labels) implements Figure {

    private static final double DOT = 8;
    private static final double LEAD = 10;
    private static final double RADIUS = 10;
    private static final double GAP = 8;
    private static final double CORNER = 9;
    private static final double ARCH = 14;
    private static final double AROUND = 6;
    private static final double LINE = 14.5;

    ForkFigure {
        branches = List.copyOf(branches);
    }

    private double inner() {
        return branches.stream().mapToDouble(Figure::width).max().orElse(4 * ARCH);
    }

    private double label() {
        return labels.stream()
                .mapToDouble(l -> TextWidth.of(l, Style.VOLUME))
                .max()
                .orElse(0);
    }

    private double outerRadius() {
        return RADIUS + fork.trims().size() * Shape.TRIM;
    }

    /** Where the branches' lines meet. */
    private double bus() {
        return DOT + LEAD + inner() + LEAD / 2;
    }

    private double centre() {
        return bus() + Math.max(outerRadius() + 16, label() / 2 + AROUND / 2);
    }

    @Override
    public double width() {
        return centre() + Math.max(outerRadius() + 12, label() / 2 + AROUND / 2);
    }

    /** The axis of each branch, from that of the fork. */
    private List<Double> axes() {
        List<Double> axes = new ArrayList<>();
        double y = 0;
        for (Figure branch : branches) {
            axes.add(y + branch.ascent());
            y += branch.ascent() + branch.descent() + GAP;
        }
        if (axes.isEmpty()) {
            return axes;
        }
        double middle = (axes.get(0) + axes.get(axes.size() - 1)) / 2;
        return axes.stream().map(a -> a - middle).toList();
    }

    private double top() {
        return branches.isEmpty() ? AROUND : branches.get(0).ascent() - axes().get(0);
    }

    /** The first identity is a straight line where nothing else is there to be drawn. */
    private int arches() {
        return branches.isEmpty() ? identities - 1 : identities;
    }

    @Override
    public double ascent() {
        return Math.max(outerRadius(), top() + arches() * ARCH) + AROUND;
    }

    @Override
    public double descent() {
        int last = branches.size() - 1;
        double bottom = last < 0 ? 0 : axes().get(last) + branches.get(last).descent();
        return Math.max(bottom, outerRadius() + AROUND + labels.size() * LINE + AROUND);
    }

    @Override
    public double entry() {
        return DOT;
    }

    @Override
    public double exit() {
        return centre() + outerRadius();
    }

    @Override
    public boolean isPointedAt() {
        return false;
    }

    @Override
    public void draw(Sheet sheet, double x, double axis) {
        double dot = x + DOT;
        double centre = x + centre();
        List<Double> axes = axes();
        for (int i = 0; i < branches.size(); i++) {
            Figure branch = branches.get(i);
            double left = dot + LEAD + (inner() - branch.width()) / 2;
            double y = axis + axes.get(i);
            branch.draw(sheet, left, y);
            sheet.wire(
                    branch.isPointedAt(),
                    CORNER,
                    new Point(dot, axis),
                    new Point(dot, y),
                    new Point(left + branch.entry(), y));
            sheet.wire(
                    false,
                    CORNER,
                    new Point(left + branch.exit(), y),
                    new Point(x + bus(), y),
                    new Point(x + bus(), axis));
        }
        sheet.arrow(branches.isEmpty() ? dot : x + bus(), centre - outerRadius(), axis);
        for (int i = 0; i < arches(); i++) {
            double y = axis - top() - (i + 1) * ARCH;
            sheet.wire(
                    true,
                    ARCH,
                    new Point(dot, axis),
                    new Point(dot, y),
                    new Point(centre, y),
                    new Point(centre, axis - outerRadius()));
        }
        sheet.add(new Shape.Dot(new Point(dot, axis)));
        sheet.add(new Shape.Circle(
                new Point(centre, axis),
                RADIUS,
                fork.joint(),
                fork.trims(),
                BoxFigure.about(fork.layers(), fork.volumes().toString())));
        double baseline = axis + outerRadius() + AROUND + Style.VOLUME.size() - 2;
        for (String label : labels) {
            sheet.words(label, centre, baseline, Style.VOLUME);
            baseline += LINE;
        }
    }
}
