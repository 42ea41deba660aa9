package io.github.cnnc.compiler.draw;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes a drawing as SVG 1.1, with attributes alone: no style sheets, markers or scripts, so that slide programs which know
 * half of SVG show it, too.
 */
public final class SvgRenderer {

    private static final double HEAD = 6.5;

    private final Page page;
    private final Theme theme;
    private final StringBuilder out = new StringBuilder();

    private SvgRenderer(Page page) {
        this.page = page;
        this.theme = page.theme();
    }

    /** The SVG document. */
    public static String render(Drawing drawing, Page page) {
        return new SvgRenderer(page).document(drawing);
    }

    private String document(Drawing drawing) {
        Layout layout = Layout.of(drawing, page.names());
        double scale = page.width().isPresent() ? page.width().getAsInt() / layout.width() : 1;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" role=\"img\""
                        + " font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">",
                Xml.number(scale * layout.width()),
                Xml.number(scale * layout.height()),
                Xml.number(layout.width()),
                Xml.number(layout.height()));
        line("<title>%s</title>", Xml.text(drawing.name()));
        line(
                "<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>",
                Xml.number(layout.width()), Xml.number(layout.height()), hex(theme.background()));
        List<Shape> shapes = layout.shapes();
        // From back to front: lines leave from the middle of a volume's face and end below circles.
        line("<g stroke-width=\"0.8\" stroke-linejoin=\"round\">");
        each(shapes, Shape.Slab.class, this::slab);
        each(shapes, Shape.Swatch.class, this::swatch);
        line("</g>");
        line("<g fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\" stroke-linecap=\"round\">", hex(theme.wire()));
        each(shapes, Shape.Wire.class, this::wire);
        each(shapes, Shape.Bracket.class, this::bracket);
        line("</g>");
        line("<g fill=\"%s\">", hex(theme.wire()));
        each(shapes, Shape.Wire.class, this::head);
        each(shapes, Shape.Dot.class, this::dot);
        line("</g>");
        each(shapes, Shape.Circle.class, this::circle);
        for (Shape.Style style : Shape.Style.values()) {
            words(shapes, style);
        }
        line("</svg>");
        return out.toString();
    }

    private static <S extends Shape> void each(List<Shape> shapes, Class<S> type, Consumer<S> write) {
        shapes.stream().filter(type::isInstance).map(type::cast).forEach(write);
    }

    // -- volumes ----------------------------------------------------------------------------------------------------

    private void slab(Shape.Slab slab) {
        int colour = theme.colour(slab.kind());
        double left = slab.left();
        double right = slab.right();
        double top = slab.top();
        double bottom = top + slab.height();
        line("<g stroke=\"%s\"><title>%s</title>", hex(edge(colour)), Xml.text(slab.about()));
        double from = left + slab.trims().stream().filter(Trim::before).count() * Shape.TRIM;
        piece(from, from + slab.thickness(), slab, colour);
        double at = left;
        for (Trim trim : slab.trims()) {
            at = !trim.before() && at <= from ? from + slab.thickness() : at;
            piece(at, at + Shape.TRIM, slab, theme.colour(trim.kind()));
            at += Shape.TRIM;
        }
        polygon(
                Theme.mix(colour, 0, 0.16),
                right,
                top,
                right + slab.run(),
                top - slab.rise(),
                right + slab.run(),
                bottom - slab.rise(),
                right,
                bottom);
        line("</g>");
    }

    /** Front and top from one x to another. */
    private void piece(double from, double to, Shape.Slab slab, int colour) {
        double top = slab.top();
        double bottom = top + slab.height();
        polygon(colour, from, top, to, top, to, bottom, from, bottom);
        polygon(
                Theme.mix(colour, 0xffffff, 0.38),
                from,
                top,
                from + slab.run(),
                top - slab.rise(),
                to + slab.run(),
                top - slab.rise(),
                to,
                top);
    }

    private void polygon(int fill, double... coordinates) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(Xml.number(coordinates[i]))
                    .append(',')
                    .append(Xml.number(coordinates[i + 1]));
        }
        line("<polygon fill=\"%s\" points=\"%s\"/>", hex(fill), points);
    }

    private void swatch(Shape.Swatch swatch) {
        int colour = theme.colour(swatch.kind());
        String size = Xml.number(swatch.size());
        line(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\" fill=\"%s\" stroke=\"%s\"/>",
                Xml.number(swatch.left()), Xml.number(swatch.top()), size, size, hex(colour), hex(edge(colour)));
    }

    private static int edge(int colour) {
        return Theme.mix(colour, 0, 0.45);
    }

    // -- lines ------------------------------------------------------------------------------------------------------

    private void wire(Shape.Wire wire) {
        line("<path d=\"%s\"/>", WirePath.of(wire, HEAD));
    }

    private void head(Shape.Wire wire) {
        if (!wire.arrow()) {
            return;
        }
        Point end = wire.corners().get(wire.corners().size() - 1);
        Point before = wire.corners().get(wire.corners().size() - 2);
        double dx = Math.signum(end.x() - before.x());
        double dy = Math.signum(end.y() - before.y());
        double half = HEAD * 0.45;
        line(
                "<path d=\"M%s %sL%s %sL%s %sZ\"/>",
                Xml.number(end.x()),
                Xml.number(end.y()),
                Xml.number(end.x() - dx * HEAD - dy * half),
                Xml.number(end.y() - dy * HEAD - dx * half),
                Xml.number(end.x() - dx * HEAD + dy * half),
                Xml.number(end.y() - dy * HEAD + dx * half));
    }

    private void bracket(Shape.Bracket bracket) {
        String y = Xml.number(bracket.y());
        String above = Xml.number(bracket.y() - 5);
        String left = Xml.number(bracket.left());
        String right = Xml.number(bracket.right());
        line("<path d=\"M%s %sV%sH%sV%s\"/>", left, above, y, right, above);
    }

    private void dot(Shape.Dot dot) {
        line(
                "<circle cx=\"%s\" cy=\"%s\" r=\"2.6\"/>",
                Xml.number(dot.centre().x()), Xml.number(dot.centre().y()));
    }

    // -- joints -----------------------------------------------------------------------------------------------------

    private void circle(Shape.Circle circle) {
        line("<g><title>%s</title>", Xml.text(circle.about()));
        // From the outermost ring to the circle: each covers the inside of the one before.
        for (int i = circle.trims().size(); i > 0; i--) {
            int colour = theme.colour(circle.trims().get(i - 1).kind());
            ring(circle, circle.radius() + i * Shape.TRIM, colour, edge(colour), 0.8);
        }
        ring(circle, circle.radius(), theme.background(), theme.wire(), 1.3);
        sign(circle);
        line("</g>");
    }

    private void ring(Shape.Circle circle, double radius, int fill, int stroke, double width) {
        line(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
                Xml.number(circle.centre().x()),
                Xml.number(circle.centre().y()),
                Xml.number(radius),
                hex(fill),
                hex(stroke),
                Xml.number(width));
    }

    /** Plus and bar are drawn, for no two fonts have them in the middle. */
    private void sign(Shape.Circle circle) {
        double x = circle.centre().x();
        double y = circle.centre().y();
        double arm = circle.radius() * 0.5;
        if (circle.joint() == Joint.PRODUCT) {
            double size = circle.radius() * 1.35;
            line(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"%s\" font-weight=\"bold\" fill=\"%s\">&amp;</text>",
                    Xml.number(x), Xml.number(y + size * 0.36), Xml.number(size), hex(theme.ink()));
            return;
        }
        String bar = "M" + Xml.number(x) + " " + Xml.number(y - arm) + "V" + Xml.number(y + arm);
        String across = circle.joint() == Joint.SUM
                ? "M" + Xml.number(x - arm) + " " + Xml.number(y) + "H" + Xml.number(x + arm)
                : "";
        line("<path d=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>", bar + across, hex(theme.ink()));
    }

    // -- texts ------------------------------------------------------------------------------------------------------

    private void words(List<Shape> shapes, Shape.Style style) {
        List<Shape.Words> all = shapes.stream()
                .filter(Shape.Words.class::isInstance)
                .map(Shape.Words.class::cast)
                .filter(w -> w.style() == style)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        boolean strong = style == Shape.Style.TITLE || style == Shape.Style.LAYER || style == Shape.Style.COUNT;
        line(
                "<g font-size=\"%s\" fill=\"%s\"%s>",
                Xml.number(style.size()),
                hex(strong ? theme.ink() : theme.faint()),
                style.bold() ? " font-weight=\"bold\"" : "");
        for (Shape.Words words : all) {
            line(
                    "<text x=\"%s\" y=\"%s\"%s>%s</text>",
                    Xml.number(words.x()),
                    Xml.number(words.baseline()),
                    words.anchor() == Shape.Anchor.MIDDLE ? " text-anchor=\"middle\"" : "",
                    Xml.text(words.text()));
        }
        line("</g>");
    }

    private void line(String format, Object... values) {
        out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
