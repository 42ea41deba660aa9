package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Anchor;
import io.github.cnnc.compiler.draw.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/** Where everything of a picture is: title, rows of the chain, legend. */
record Layout(double width, double height, List<Shape> shapes) {

    private static final double MARGIN = 28;
    private static final double TITLE = 70;
    private static final int LONGEST_TITLE = 120;
    private static final double LEGEND = 44;
    private static final double SWATCH = 11;
    private static final double CORNER = 9;
    private static final double RETURN = 12;

    Layout {
        shapes = List.copyOf(shapes);
    }

    static Layout of(Drawing drawing, boolean names) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Box(
                Kind.INPUT, "input", Names.of(""), Volumes.of(drawing.input()), List.of(), List.of("input")));
        parts.addAll(drawing.parts());
        Scale scale = Scale.of(drawing);
        List<RowFigure> rows = Rows.of(new Figures(scale, names).rows(parts), 2 * MARGIN, TITLE + LEGEND);

        List<Shape.Words> heading = heading(drawing);
        Legend legend = Legend.of(drawing);
        double chain = rows.stream().mapToDouble(Figure::width).max().orElse(0);
        double width = 2 * MARGIN + Math.max(chain, legendWidth(legend));
        for (Shape.Words line : heading) {
            width = Math.max(width, line.bounds().right() + MARGIN);
        }
        width = Math.ceil(width);
        Sheet sheet = new Sheet();
        heading.forEach(sheet::add);
        double bottom = rows(sheet, rows, (width - chain) / 2, TITLE);
        legend(sheet, legend, (width - legendWidth(legend)) / 2, bottom + 26);
        return new Layout(width, Math.ceil(bottom + LEGEND), sheet.shapes());
    }

    private static List<Shape.Words> heading(Drawing drawing) {
        String figures = Amounts.of(drawing.totals());
        return List.of(
                new Shape.Words(
                        TextWidth.shortened(drawing.name(), LONGEST_TITLE), MARGIN, 32, Style.TITLE, Anchor.START),
                new Shape.Words(figures, MARGIN, 50, Style.SUBTITLE, Anchor.START));
    }

    private static double rows(Sheet sheet, List<RowFigure> rows, double left, double top) {
        double y = top;
        Point from = new Point(0, 0);
        for (int i = 0; i < rows.size(); i++) {
            RowFigure row = rows.get(i);
            double axis = y + row.ascent();
            row.draw(sheet, left, axis);
            if (i > 0) {
                // Out to the right, back between the rows, in from the left.
                double right = left + rows.get(i - 1).width() + RETURN / 2;
                double between = y - Rows.BETWEEN / 2;
                sheet.wire(
                        row.isPointedAt(),
                        CORNER,
                        from,
                        new Point(right, from.y()),
                        new Point(right, between),
                        new Point(left - RETURN, between),
                        new Point(left - RETURN, axis),
                        new Point(left + row.entry(), axis));
            }
            from = new Point(left + row.exit(), axis);
            y += row.ascent() + row.descent() + Rows.BETWEEN;
        }
        return y - Rows.BETWEEN;
    }

    private static double legendWidth(Legend legend) {
        double width = 0;
        for (Legend.Entry entry : legend.entries()) {
            width += entryWidth(entry.words());
        }
        for (Joint joint : legend.signs()) {
            width += entryWidth(joint.words());
        }
        return width;
    }

    private static double entryWidth(String words) {
        return SWATCH + 6 + TextWidth.of(words, Style.LEGEND) + 16;
    }

    private static void legend(Sheet sheet, Legend legend, double left, double baseline) {
        double x = left;
        for (Legend.Entry entry : legend.entries()) {
            sheet.add(new Shape.Swatch(x, baseline - 10, SWATCH, entry.kind()));
            sheet.add(new Shape.Words(entry.words(), x + SWATCH + 6, baseline, Style.LEGEND, Anchor.START));
            x += entryWidth(entry.words());
        }
        for (Joint joint : legend.signs()) {
            sheet.add(
                    new Shape.Circle(new Point(x + SWATCH / 2, baseline - 4.5), 6.5, joint, List.of(), joint.words()));
            sheet.add(new Shape.Words(joint.words(), x + SWATCH + 6, baseline, Style.LEGEND, Anchor.START));
            x += entryWidth(joint.words());
        }
    }
}
