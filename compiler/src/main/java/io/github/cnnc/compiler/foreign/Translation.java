package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Layers of another notation in cnnc's words.
 *
 * @param input the volume that the text says enters, {@code 28x28x1}; empty where it says none
 * @param steps the layers, in order
 * @param absent what cnnc has no layer for, or writes another way: then the steps are not the whole
 * @param leftOut arguments that have no place in cnnc
 * @param inferred whether the depth that enters was given, which cnnc knows by itself
 * @param complete whether everything that a layer needs could be read: else the steps show the form alone
 */
public record Translation(
        String input, List<Step> steps, List<Absent> absent, List<String> leftOut, boolean inferred, boolean complete) {

    /**
     * A layer.
     *
     * @param exact as the lecture has it: what does not fit is an error
     * @param rounded the same where a stride that does not divide drops the rest, or adds a window, as its notation has it
     * @param label the name it has there, as a label; empty where it has none
     */
    public record Step(String exact, String rounded, String label) {}

    /**
     * What there is no layer for.
     *
     * @param name as written
     * @param what it is
     * @param lacking whether cnnc has nothing that does it; else it writes it another way
     * @param nearest the nearest way in cnnc; may be empty
     */
    public record Absent(String name, String what, boolean lacking, String nearest) {}

    public Translation {
        steps = List.copyOf(steps);
        absent = List.copyOf(absent);
        leftOut = List.copyOf(leftOut);
    }

    /** It says nothing about a network. */
    public static final Translation NOTHING = new Translation("", List.of(), List.of(), List.of(), false, true);

    /** Nothing could be read. */
    static final Translation UNREADABLE = new Translation("", List.of(), List.of(), List.of(), false, false);

    static Translation of(Step step) {
        return new Translation("", List.of(step), List.of(), List.of(), false, true);
    }

    static Translation of(Absent absent) {
        return new Translation("", List.of(), List.of(absent), List.of(), false, true);
    }

    static Translation entering(String input) {
        return new Translation(input, List.of(), List.of(), List.of(), false, true);
    }

    /** One after the other. */
    static Translation all(List<Translation> translations) {
        Set<Absent> absent = new LinkedHashSet<>();
        Set<String> leftOut = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        String input = "";
        boolean inferred = false;
        boolean complete = true;
        for (Translation one : translations) {
            input = input.isEmpty() ? one.input : input;
            steps.addAll(one.steps);
            absent.addAll(one.absent);
            leftOut.addAll(one.leftOut);
            inferred |= one.inferred;
            complete &= one.complete;
        }
        return new Translation(input, steps, List.copyOf(absent), List.copyOf(leftOut), inferred, complete);
    }

    /** This, then the other. */
    Translation then(Translation next) {
        return all(List.of(this, next));
    }

    /** Whether it says nothing about layers. */
    public boolean isCode() {
        return steps.isEmpty() && absent.isEmpty() && complete;
    }

    /** Whether the steps are the whole. */
    public boolean isWhole() {
        return complete && absent.isEmpty();
    }

    /** The layers as a chain. */
    public String chain() {
        return String.join(" - ", written(false, true));
    }

    /**
     * The layers in our words.
     *
     * @param rounded whether strides need not divide
     * @param labelled whether layers keep their names
     */
    List<String> written(boolean rounded, boolean labelled) {
        return steps.stream()
                .map(s -> (rounded ? s.rounded() : s.exact()) + (labelled ? s.label() : ""))
                .toList();
    }
}
