package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.List;

/** Takes shapes as they find their places. */
final class Sheet {

    private final List<Shape> shapes = new ArrayList<>();

    void add(Shape shape) {
        shapes.add(shape);
    }

    /** A line of text around x. */
    void words(String text, double x, double baseline, Shape.Style style) {
        add(new Shape.Words(text, x, baseline, style, Shape.Anchor.MIDDLE));
    }

    /** A straight arrow to the right. */
    void arrow(double from, double to, double y) {
        add(new Shape.Wire(List.of(new Point(from, y), new Point(to, y)), 0, true));
    }

    /** A line with rounded corners. */
    void wire(boolean arrow, double radius, Point... corners) {
        add(new Shape.Wire(List.of(corners), radius, arrow));
    }

    List<Shape> shapes() {
        return List.copyOf(shapes);
    }
}
