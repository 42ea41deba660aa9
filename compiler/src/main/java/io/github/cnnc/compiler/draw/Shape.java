package io.github.cnnc.compiler.draw;

import java.util.List;

/** Something that has its place in a picture. */
sealed interface Shape {

    /**
     * A volume in cabinet projection: the front face is depth x height, width recedes to the upper right.
     *
     * @param left of the front face
     * @param top of the front face
     * @param thickness of the front face without trims
     * @param run how far the receding edges go right
     * @param rise how far they go up
     * @param trims from left to right: those before the box, then those behind it
     * @param about for those who point at it
     */
    record Slab(
            double left,
            double top,
            double thickness,
            double height,
            double run,
            double rise,
            Kind kind,
            List<Trim> trims,
            String about)
            implements Shape {
        public Slab {
            trims = List.copyOf(trims);
        }

        /** The right edge of the front face. */
        double right() {
            return left + thickness + trims.size() * TRIM;
        }

        Rect bounds() {
            return new Rect(left, top - rise, right() + run, top + height);
        }
    }

    /** The thickness of a trim. */
    double TRIM = 4;

    /** Where branches come together; trims are rings. */
    record Circle(Point centre, double radius, Joint joint, List<Trim> trims, String about) implements Shape {
        public Circle {
            trims = List.copyOf(trims);
        }

        Rect bounds() {
            double r = radius + trims.size() * TRIM;
            return new Rect(centre.x() - r, centre.y() - r, centre.x() + r, centre.y() + r);
        }
    }

    /** Where branches part. */
    record Dot(Point centre) implements Shape {}

    /** A line with rounded corners along horizontal and vertical pieces. */
    record Wire(List<Point> corners, double radius, boolean arrow) implements Shape {
        public Wire {
            corners = List.copyOf(corners);
        }
    }

    /** A bracket below what is repeated. */
    record Bracket(double left, double right, double y) implements Shape {}

    /** A small square of a colour, in the legend. */
    record Swatch(double left, double top, double size, Kind kind) implements Shape {}

    /** One line of text. */
    record Words(String text, double x, double baseline, Style style, Anchor anchor) implements Shape {
        Rect bounds() {
            double width = TextWidth.of(text, style);
            double left = switch (anchor) {
                case START -> x;
                case MIDDLE -> x - width / 2;
            };
            return new Rect(left, baseline - style.size() * 0.8, left + width, baseline + style.size() * 0.25);
        }
    }

    /** Which side of a text its place is. */
    enum Anchor {
        START,
        MIDDLE
    }

    /** How a text looks. */
    enum Style {
        TITLE(20, true),
        SUBTITLE(11.5, false),
        LAYER(12, true),
        VOLUME(12, false),
        COUNT(13, true),
        LEGEND(11.5, false);

        private final double size;
        private final boolean bold;

        Style(double size, boolean bold) {
            this.size = size;
            this.bold = bold;
        }

        double size() {
            return size;
        }

        boolean bold() {
            return bold;
        }
    }
}
