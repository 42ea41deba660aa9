package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is wrong, or doubtful, in what the user wrote.
 *
 * @param code which kind of mistake
 * @param message what is wrong, in one line
 * @param at the construct it is wrong in: the layer, the statement
 * @param primary where to change, and where messages point to
 * @param secondary why: where the volume comes from, where the other figure stands
 * @param trail the repeats and blocks that lead to the construct, outermost last
 * @param notes further lines
 * @param fixes changes that mend it; each has been tried before it is offered
 */
public record Diagnostic(
        Code code,
        String message,
        Span at,
        Label primary,
        List<Label> secondary,
        List<Label> trail,
        List<String> notes,
        List<Fix> fixes) {

    public Diagnostic {
        secondary = List.copyOf(secondary);
        trail = List.copyOf(trail);
        notes = List.copyOf(notes);
        fixes = List.copyOf(fixes);
    }

    /** A diagnostic at one place, where the label says what the message does not. */
    public static Diagnostic of(Code code, String message, Span place, String label) {
        return new Diagnostic(
                code, message, place, new Label(place, label), List.of(), List.of(), List.of(), List.of());
    }

    /** Whether it stops compilation. */
    public boolean isError() {
        return code.severity() == Severity.ERROR;
    }

    /** The same, wrong in this construct. */
    public Diagnostic in(Span at) {
        return new Diagnostic(code, message, at, primary, secondary, trail, notes, fixes);
    }

    /** The same with one more secondary label. */
    public Diagnostic because(Span span, String text) {
        List<Label> labels = new ArrayList<>(secondary);
        labels.add(new Label(span, text));
        return new Diagnostic(code, message, at, primary, labels, trail, notes, fixes);
    }

    /** The same with a trail. */
    public Diagnostic along(List<Label> trail) {
        return new Diagnostic(code, message, at, primary, secondary, trail, notes, fixes);
    }

    /** The same with one more note. */
    public Diagnostic note(String note) {
        List<String> lines = new ArrayList<>(notes);
        lines.add(note);
        return new Diagnostic(code, message, at, primary, secondary, trail, lines, fixes);
    }

    /** The same with these fixes. */
    public Diagnostic fixedBy(List<Fix> fixes) {
        return new Diagnostic(code, message, at, primary, secondary, trail, notes, fixes);
    }

    /** The same with one more fix. */
    public Diagnostic fixedBy(String text, String effect, Span place, String replacement) {
        List<Fix> all = new ArrayList<>(fixes);
        all.add(new Fix(text, effect, place, replacement));
        return fixedBy(all);
    }
}
