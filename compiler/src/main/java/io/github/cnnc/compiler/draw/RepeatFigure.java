package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Style;

/** A figure above a bracket that says how often it stands there. */
record RepeatFigure(Figure body, String count) implements Figure {

    private static final double BRACKET = 6;
    private static final double BELOW = 24;
    private static final double INSET = 5;

    @Override
    public double width() {
        return Math.max(body.width(), TextWidth.of(count, Style.COUNT) + 2 * INSET);
    }

    private double margin() {
        return (width() - body.width()) / 2;
    }

    @Override
    public double ascent() {
        return body.ascent();
    }

    @Override
    public double descent() {
        return body.descent() + BELOW;
    }

    @Override
    public double entry() {
        return margin() + body.entry();
    }

    @Override
    public double exit() {
        return margin() + body.exit();
    }

    @Override
    public boolean isPointedAt() {
        return body.isPointedAt();
    }

    @Override
    public void draw(Sheet sheet, double x, double axis) {
        body.draw(sheet, x + margin(), axis);
        double y = axis + body.descent() + BRACKET;
        sheet.add(new Shape.Bracket(x + INSET, x + width() - INSET, y));
        sheet.words(count, x + width() / 2, y + Style.COUNT.size(), Style.COUNT);
    }
}
