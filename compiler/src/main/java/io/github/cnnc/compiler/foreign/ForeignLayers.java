package io.github.cnnc.compiler.foreign;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said about layers of another notation. */
public final class ForeignLayers {

    /** Lines longer than this are broken between two layers. */
    private static final int LONGEST_LINE = 100;

    private ForeignLayers() {}

    /** Layers, or one of them, that cnnc does not have, or writes another way. */
    public static Diagnostic absent(Translation said, Span place) {
        Translation.Absent first = said.absent().stream()
                .filter(Translation.Absent::lacking)
                .findFirst()
                .orElse(said.absent().get(0));
        String name = first.name().replaceFirst("^caffe\\.", "");
        Diagnostic diagnostic = first.lacking()
                ? Diagnostic.of(
                        Code.CNN019, "cnnc has no " + first.what().replaceFirst("^no ", ""), place, "`" + name + "`")
                : Diagnostic.of(Code.CNN004, "`" + name + "` is no layer of its own", place, first.what());
        if (!first.nearest().isEmpty()) {
            diagnostic =
                    diagnostic.note((first.lacking() ? "the nearest way: `" : "in cnnc: `") + first.nearest() + "`");
        }
        for (Translation.Absent other : said.absent()) {
            if (other != first) {
                diagnostic = diagnostic.note(
                        (other.lacking() ? "nor " + other.what() : "`" + other.name() + "`: " + other.what())
                                + (other.nearest().isEmpty() ? "" : ": `" + other.nearest() + "`"));
            }
        }
        return said.steps().isEmpty()
                ? diagnostic
                : diagnostic.note("the other layers in cnnc: `" + said.chain() + "`");
    }

    /** The diagnostic with what became of arguments, and with the form alone where that is all there is. */
    public static Diagnostic noted(Translation said, Diagnostic diagnostic) {
        Diagnostic noted = diagnostic;
        if (!said.complete()) {
            noted = noted.note("in cnnc: `" + said.chain() + "`, with the numbers that this text does not say");
        }
        if (said.inferred()) {
            noted = noted.note("the depth that enters is known, and not written");
        }
        if (!said.leftOut().isEmpty()) {
            noted = noted.note("left out: " + String.join(", ", said.leftOut()));
        }
        return noted;
    }

    /** The layers in place of a stretch of text, best first; one of these is enough. */
    public static List<Fix> fixes(Translation said, Span place, String before, String after) {
        Set<List<String>> ways = new LinkedHashSet<>();
        if (said.isWhole() && !said.steps().isEmpty()) {
            for (boolean labelled : new boolean[] {true, false}) {
                ways.add(said.written(false, labelled));
                ways.add(said.written(true, labelled));
            }
        }
        return ways.stream().map(way -> fix(way, place, before, after)).toList();
    }

    private static Fix fix(List<String> steps, Span place, String before, String after) {
        StringBuilder text = new StringBuilder(before).append(steps.get(0));
        int line = text.length() - text.lastIndexOf("\n") - 1 + place.column();
        for (String step : steps.subList(1, steps.size())) {
            boolean breaks = line + step.length() + 3 > LONGEST_LINE;
            text.append(breaks ? "\n       - " : " - ").append(step);
            line = breaks ? step.length() + 9 : line + step.length() + 3;
        }
        String whole = text.append(after).toString();
        return new Fix(whole.replaceAll("\\s+", " "), "", place, whole);
    }
}
