package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an expression is evaluated.
 *
 * @param scope the names it sees
 * @param enters what enters the layer; empty outside of chains
 * @param frames the way here, innermost first
 * @param naming how layers are named here
 * @param depth how deeply nested, blocks expanded
 */
record Env(Scope scope, Optional<Flow> enters, List<Frame> frames, Naming naming, int depth) {

    static Env outside(Scope scope) {
        return new Env(scope, Optional.empty(), List.of(), Naming.TOP, 0);
    }

    Env with(Scope scope) {
        return new Env(scope, enters, frames, naming, depth);
    }

    Env with(Flow flow) {
        return new Env(scope, Optional.of(flow), frames, naming, depth);
    }

    Env with(Naming naming) {
        return new Env(scope, enters, frames, naming, depth);
    }

    Env within(Frame frame) {
        List<Frame> longer = new ArrayList<>(List.of(frame));
        longer.addAll(frames);
        return new Env(scope, enters, longer, naming, depth);
    }

    Env deeper() {
        return new Env(scope, enters, frames, naming, depth + 1);
    }

    /** The nearest enclosing stage. */
    Optional<Frame.Turn> stage() {
        return frames.stream()
                .filter(f -> f instanceof Frame.Turn turn && turn.isStage())
                .map(Frame.Turn.class::cast)
                .findFirst();
    }

    /** The diagnostic with the part of the way here that has to do with it; the outermost of a long way is left out. */
    Diagnostic trailed(Diagnostic diagnostic) {
        List<Label> trail = frames.stream()
                .filter(frame -> Trail.matters(frame, diagnostic))
                .limit(8)
                .map(Frame::label)
                .toList();
        return diagnostic.along(trail);
    }

    /** The volume that enters, where there is one and it is known. */
    Optional<Volume> volume() {
        return enters.flatMap(Flow::volume);
    }

    /** Where the volume that enters comes from. */
    Optional<Span> source() {
        return enters.map(Flow::source);
    }
}
