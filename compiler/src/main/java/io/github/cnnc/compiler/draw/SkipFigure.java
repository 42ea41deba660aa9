package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Style;
import java.util.List;
import java.util.Optional;

/**
 * A branch that goes down to smaller volumes and comes back hangs below what skips it. Such forks in each other are the U of a
 * U-Net, a level for each.
 *
 * @param over what is on the way that stays; nothing where it is the identity
 * @param under the way that goes down
 * @param labels what is written at the joint
 */
record SkipFigure(Part.Fork fork, Optional<Figure> over, Figure under, List<String> labels) implements Figure {

    private static final double DOT = 8;
    private static final double LEAD = 14;
    private static final double RADIUS = 10;
    private static final double GAP = 12;
    private static final double CORNER = 9;
    private static final double AROUND = 6;
    private static final double LINE = 14.5;

    private double inner() {
        return Math.max(under.width(), over.map(Figure::width).orElse(0.0));
    }

    private double outerRadius() {
        return RADIUS + fork.trims().size() * Shape.TRIM;
    }

    private double halfLabel() {
        return labels.stream()
                                .mapToDouble(l -> TextWidth.of(l, Style.VOLUME))
                                .max()
                                .orElse(0)
                        / 2
                + AROUND / 2;
    }

    private double centre() {
        double beside = over.isPresent() ? Math.max(outerRadius() + LEAD, halfLabel()) : outerRadius();
        return DOT + LEAD + inner() + beside;
    }

    /** From the axis of what stays to that of what goes down. */
    private double down() {
        double above = Math.max(over.map(Figure::descent).orElse(0.0), outerRadius());
        return above + GAP + under.ascent();
    }

    @Override
    public double width() {
        return centre() + Math.max(outerRadius() + LEAD, halfLabel());
    }

    @Override
    public double ascent() {
        return Math.max(over.map(Figure::ascent).orElse(0.0), outerRadius() + AROUND + labels.size() * LINE + AROUND);
    }

    @Override
    public double descent() {
        return down() + under.descent();
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
        Point dot = new Point(x + DOT, axis);
        Point centre = new Point(x + centre(), axis);
        double left = dot.x() + LEAD;
        double lower = axis + down();
        over.ifPresentOrElse(
                figure -> {
                    double at = left + (inner() - figure.width()) / 2;
                    figure.draw(sheet, at, axis);
                    sheet.wire(figure.isPointedAt(), 0, dot, new Point(at + figure.entry(), axis));
                    sheet.arrow(at + figure.exit(), centre.x() - outerRadius(), axis);
                },
                () -> sheet.arrow(dot.x(), centre.x() - outerRadius(), axis));
        double at = left + (inner() - under.width()) / 2;
        under.draw(sheet, at, lower);
        sheet.wire(under.isPointedAt(), CORNER, dot, new Point(dot.x(), lower), new Point(at + under.entry(), lower));
        sheet.wire(
                true,
                CORNER,
                new Point(at + under.exit(), lower),
                new Point(centre.x(), lower),
                new Point(centre.x(), axis + outerRadius()));
        sheet.add(new Shape.Dot(dot));
        sheet.add(new Shape.Circle(
                centre,
                RADIUS,
                fork.joint(),
                fork.trims(),
                BoxFigure.about(fork.layers(), fork.volumes().toString())));
        double baseline = axis - outerRadius() - AROUND - (labels.size() - 1) * LINE;
        for (String label : labels) {
            sheet.words(label, centre.x(), baseline, Style.VOLUME);
            baseline += LINE;
        }
    }
}
