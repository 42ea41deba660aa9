package io.github.cnnc.compiler.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Breaks a long chain into rows of about the same length, as many as let it be largest on a slide; where more rows let it be
 * about as large, those: a narrow picture stands on a page, too.
 */
final class Rows {

    /** Between rows there is room for the line that leads from one to the next. */
    static final double BETWEEN = 34;

    private static final double SLIDE_WIDTH = 16;
    private static final double SLIDE_HEIGHT = 9;

    private static final double ABOUT_AS_LARGE = 0.95;

    private static final int MOST = 60;

    private Rows() {}

    /**
     * The rows, in order.
     *
     * @param beside the width of the margins
     * @param around the height of what stands above and below them
     */
    static List<RowFigure> of(List<Figure> figures, double beside, double around) {
        List<List<RowFigure>> all = IntStream.rangeClosed(1, Math.min(MOST, figures.size()))
                .mapToObj(n -> split(figures, width(figures, n)))
                .toList();
        double largest = all.stream()
                .mapToDouble(rows -> magnification(rows, beside, around))
                .max()
                .orElseThrow();
        return all.stream()
                .filter(rows -> magnification(rows, beside, around) >= ABOUT_AS_LARGE * largest)
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    /** How many times as large as it is a picture may be shown. */
    private static double magnification(List<RowFigure> rows, double beside, double around) {
        double width = beside + rows.stream().mapToDouble(Figure::width).max().orElse(0);
        double height = around
                + rows.stream()
                        .mapToDouble(r -> r.ascent() + r.descent() + BETWEEN)
                        .sum();
        return Math.min(SLIDE_WIDTH / width, SLIDE_HEIGHT / height);
    }

    /** The smallest width, to the pixel, at which there are at most so many rows. */
    private static double width(List<Figure> figures, int rows) {
        double low = figures.stream().mapToDouble(Figure::width).max().orElse(0);
        double high = figures.stream().mapToDouble(Figure::width).sum() + 1;
        while (high - low > 1) {
            double middle = (low + high) / 2;
            if (split(figures, middle).size() <= rows) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static List<RowFigure> split(List<Figure> figures, double width) {
        List<RowFigure> rows = new ArrayList<>();
        List<Figure> row = new ArrayList<>();
        double used = 0;
        for (Figure figure : figures) {
            if (!row.isEmpty() && used + figure.width() > width) {
                rows.add(new RowFigure(row));
                row.clear();
                used = 0;
            }
            row.add(figure);
            used += figure.width();
        }
        rows.add(new RowFigure(row));
        return rows;
    }
}
