package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * What is drawn of a network: layers merged into boxes, branches found, repeats folded.
 *
 * @param name the title, usually the network's name
 * @param parts the chain after the input
 */
public record Drawing(String name, Volume input, List<Part> parts, CheckedNetwork.Totals totals) {

    /** The most boxes of a picture: past it nobody sees anything in it, and the text would have megabytes. */
    public static final int MOST_BOXES = 1_000;

    public Drawing {
        parts = List.copyOf(parts);
    }

    /** The same under another title. */
    public Drawing titled(String title) {
        return new Drawing(title, input, parts, totals);
    }

    /** The drawing of a network; throws {@link DrawingLimit} where it has more than {@link #MOST_BOXES} boxes. */
    public static Drawing of(CheckedNetwork checked) {
        List<Part> parts = new Chains(checked).parts();
        long boxes = Part.boxes(parts);
        if (boxes > MOST_BOXES) {
            throw new DrawingLimit(String.format(
                    "%d boxes remain when repeats are folded, and a picture has at most %d; draw a block of it by itself",
                    boxes, MOST_BOXES));
        }
        return new Drawing(
                checked.network().name(), checked.network().input().format().volume(), parts, checked.totals());
    }
}
