package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume with what is written below it.
 *
 * @param volume whether its volume is written, too: at every change
 */
record BoxFigure(Part.Box box, Scale scale, boolean volume) implements Figure {

    /** Between two volumes there is room for an arrow. */
    private static final double ARROW = 22;

    private static final double BETWEEN_WORDS = 7;
    private static final double AROUND = 4;
    private static final double LINE = 14.5;

    /** Widths come in steps, so that columns of parallel branches stand below each other. */
    private static final double STEP = 4;

    private static final int LONGEST = 26;

    /** Characters of a line that is about as long as those of volumes. */
    private static final int TOGETHER = 12;

    /** A matrix as long as the source is not written at every box. */
    private static final int MOST_SAID = 300;

    private double thickness() {
        return scale.thickness(box.volume());
    }

    private double height() {
        return scale.height(box.volume());
    }

    private double run() {
        return scale.run(box.volume());
    }

    private double rise() {
        return scale.rise(box.volume());
    }

    private double front() {
        return thickness() + box.trims().size() * Shape.TRIM;
    }

    /**
     * What the layer is, and below it how many and how: {@code 3x3 conv} and {@code 64, /2}. How many is not said where the
     * volume, whose depth it is, is written below.
     */
    private List<String> lines() {
        String text = TextWidth.shortened(box.text(), LONGEST);
        List<String> parts = new ArrayList<>(List.of(text.split(", ")));
        if (volume) {
            parts.subList(1, parts.size())
                    .removeIf(part -> part.equals(Integer.toString(box.volume().depth())));
        }
        String all = String.join(", ", parts);
        boolean together = parts.size() == 1 || volume && all.length() <= TOGETHER;
        return together ? List.of(all) : List.of(parts.get(0), String.join(", ", parts.subList(1, parts.size())));
    }

    @Override
    public double width() {
        double words = volume ? TextWidth.of(box.volume().toString(), Style.VOLUME) : 0;
        for (String line : lines()) {
            words = Math.max(words, TextWidth.of(line, Style.LAYER));
        }
        double needed = Math.max(front() + run() + ARROW, words + BETWEEN_WORDS);
        return Math.ceil(needed / STEP) * STEP;
    }

    @Override
    public double ascent() {
        return (height() + rise()) / 2 + AROUND;
    }

    @Override
    public double descent() {
        return (height() + rise()) / 2 + AROUND + LINE * (lines().size() + (volume ? 1 : 0)) + AROUND;
    }

    private double left() {
        return (width() - front() - run()) / 2;
    }

    /** On the left silhouette: the front edge, or for a volume wider than high the receding edge above it. */
    @Override
    public double entry() {
        double above = (rise() - height()) / 2;
        return left() + (above > 0 ? above / rise() * run() : 0);
    }

    /** The middle of the right face. */
    @Override
    public double exit() {
        return left() + front() + run() / 2;
    }

    @Override
    public boolean isPointedAt() {
        return true;
    }

    @Override
    public void draw(Sheet sheet, double x, double axis) {
        double bottom = axis + (height() + rise()) / 2;
        sheet.add(new Shape.Slab(
                x + left(),
                bottom - height(),
                thickness(),
                height(),
                run(),
                rise(),
                box.kind(),
                box.trims(),
                about(box.layers(), box.volume().toString())));
        double middle = x + width() / 2;
        double baseline = bottom + AROUND + LINE - 3;
        for (String line : lines()) {
            sheet.words(line, middle, baseline, Style.LAYER);
            baseline += LINE;
        }
        if (volume) {
            sheet.words(box.volume().toString(), middle, baseline, Style.VOLUME);
        }
    }

    static String about(List<String> layers, String volume) {
        return TextWidth.shortened(String.join(" - ", layers), MOST_SAID) + "\n" + volume;
    }
}
