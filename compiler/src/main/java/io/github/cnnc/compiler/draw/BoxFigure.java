package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.draw.Shape.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume with what is written below it.
 *
 * @param labels what is written below what the layer is: its volume
 */
record BoxFigure(Part.Box box, Scale scale, List<String> labels) implements Figure {

    /** Between two volumes there is room for an arrow. */
    private static final double ARROW = 22;

    private static final double BETWEEN_WORDS = 7;
    private static final double AROUND = 4;
    private static final double LINE = 14.5;

    /** Widths come in steps, so that columns of parallel branches stand below each other. */
    private static final double STEP = 4;

    /** Characters of a line at most. */
    static final int LONGEST = 26;

    /** Characters of a line to which more is added: {@code 3x3 depthwise, /2}. */
    private static final int TOGETHER = 18;

    /** A matrix as long as the source is not written at every box. */
    private static final int MOST_SAID = 300;

    private double thickness() {
        return scale.thickness(box.volumes().first());
    }

    private double height() {
        return scale.height(box.volumes().first());
    }

    private double run() {
        return scale.run(box.volumes().first());
    }

    private double rise() {
        return scale.rise(box.volumes().first());
    }

    private double front() {
        return thickness() + box.trims().size() * Shape.TRIM;
    }

    /** What the layer is; what does not fit beside it stands below, but never a stride alone: {@code /2} is easily overlooked. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String word : box.text().split(", ")) {
            int last = lines.size() - 1;
            String longer = last < 0 ? word : lines.get(last) + ", " + word;
            if (last >= 0 && (longer.length() <= TOGETHER || word.startsWith("/"))) {
                lines.set(last, longer);
            } else {
                lines.add(word);
            }
        }
        return lines.stream().map(l -> TextWidth.shortened(l, LONGEST)).toList();
    }

    @Override
    public double width() {
        double words = labels.stream()
                .mapToDouble(l -> TextWidth.of(l, Style.VOLUME))
                .max()
                .orElse(0);
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
        return (height() + rise()) / 2 + AROUND + LINE * (lines().size() + labels.size()) + AROUND;
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
                about(box.layers(), box.volumes().toString())));
        double middle = x + width() / 2;
        double baseline = bottom + AROUND + LINE - 3;
        for (String line : lines()) {
            sheet.words(line, middle, baseline, Style.LAYER);
            baseline += LINE;
        }
        for (String label : labels) {
            sheet.words(label, middle, baseline, Style.VOLUME);
            baseline += LINE;
        }
    }

    static String about(List<String> layers, String volume) {
        return TextWidth.shortened(String.join(" - ", layers), MOST_SAID) + "\n" + volume;
    }
}
