package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong in one run, in the order found. None is said twice: a layer that a repeat or block expands many
 * times is reported where it first goes wrong.
 */
public final class Diagnostics {

    private record Place(Code code, Span place) {}

    private record Key(Code code, Span at, Span place) {}

    /** How many are kept. Nobody reads more in one go, and a report must stay small whatever the file. */
    public static final int MOST = 100;

    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();
    private final Set<Place> places = new HashSet<>();
    private final Set<Code> allowed = new HashSet<>();
    private final boolean stopsAtError;
    private boolean errors;
    private int more;

    /** Collects all. */
    public Diagnostics() {
        this(false);
    }

    private Diagnostics(boolean stopsAtError) {
        this.stopsAtError = stopsAtError;
    }

    /** Throws {@link FirstError} at the first error: for those who ask only whether there is one. */
    public static Diagnostics stoppingAtError() {
        return new Diagnostics(true);
    }

    /** There is an error, and nobody wants to know which. */
    public static final class FirstError extends RuntimeException {
        private static final long serialVersionUID = 1;

        FirstError() {
            super("the first error", null, false, false);
        }
    }

    /** Silences the warnings of a code. */
    public void allow(Code code) {
        allowed.add(code);
    }

    /** Adds a diagnostic unless one of its code stands at the same place already, or it is an allowed warning. */
    public void add(Diagnostic diagnostic) {
        if (!diagnostic.isError() && allowed.contains(diagnostic.code())) {
            return;
        }
        places.add(new Place(diagnostic.code(), diagnostic.primary().span()));
        if (seen.add(
                new Key(diagnostic.code(), diagnostic.at(), diagnostic.primary().span()))) {
            errors |= diagnostic.isError();
            if (errors && stopsAtError) {
                throw new FirstError();
            }
            if (found.size() < MOST) {
                found.add(diagnostic);
            } else {
                more++;
            }
        }
    }

    /** Whether a mistake of this kind has been found at this place: what a repeat comes to again is not worked out again. */
    public boolean has(Code code, Span place) {
        return places.contains(new Place(code, place));
    }

    /** Whether an error is among them. */
    public boolean hasErrors() {
        return errors;
    }

    /** Whether no more are kept: what else is found is only counted, and needs no advice. */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    /** How many were found beside those that are kept. */
    public int more() {
        return more;
    }

    /** The first {@link #MOST}, in the order found. */
    public List<Diagnostic> all() {
        return List.copyOf(found);
    }
}
