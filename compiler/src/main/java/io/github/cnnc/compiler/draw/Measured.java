package io.github.cnnc.compiler.draw;

/**
 * A figure with its measures taken once. Each figure asks those inside it several times, and forks may lie in forks two
 * hundred deep: without this, measuring would double with every level.
 */
record Measured(
        Figure figure, double width, double ascent, double descent, double entry, double exit, boolean isPointedAt)
        implements Figure {

    static Figure of(Figure figure) {
        return new Measured(
                figure,
                figure.width(),
                figure.ascent(),
                figure.descent(),
                figure.entry(),
                figure.exit(),
                figure.isPointedAt());
    }

    @Override
    public void draw(Sheet sheet, double x, double axis) {
        figure.draw(sheet, x, axis);
    }
}
