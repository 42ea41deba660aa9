package io.github.cnnc.compiler.draw;

import java.util.List;

/** Figures one after another with arrows between them; at least one. */
record RowFigure(List<Figure> figures) implements Figure {

    RowFigure {
        figures = List.copyOf(figures);
    }

    private Figure last() {
        return figures.get(figures.size() - 1);
    }

    @Override
    public double width() {
        return figures.stream().mapToDouble(Figure::width).sum();
    }

    @Override
    public double ascent() {
        return figures.stream().mapToDouble(Figure::ascent).max().orElse(0);
    }

    @Override
    public double descent() {
        return figures.stream().mapToDouble(Figure::descent).max().orElse(0);
    }

    @Override
    public double entry() {
        return figures.get(0).entry();
    }

    @Override
    public double exit() {
        return width() - last().width() + last().exit();
    }

    @Override
    public boolean isPointedAt() {
        return figures.get(0).isPointedAt();
    }

    @Override
    public void draw(Sheet sheet, double x, double axis) {
        double left = x;
        double from = x;
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            figure.draw(sheet, left, axis);
            if (i > 0) {
                sheet.wire(figure.isPointedAt(), 0, new Point(from, axis), new Point(left + figure.entry(), axis));
            }
            from = left + figure.exit();
            left += figure.width();
        }
    }
}
