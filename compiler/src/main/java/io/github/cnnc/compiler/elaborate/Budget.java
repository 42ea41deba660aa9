package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.Span;

/** The limits of expansion, so that a small file cannot ask for endless work. */
final class Budget {

    static final int MOST_LAYERS = 10_000;
    static final int DEEPEST = 200;
    private static final int LONGEST_PATH = 400;

    /** What a repetition and the use of a block take compared with one small step; measured, roughly. */
    private static final int STEPS_OF_A_TURN = 5;

    private static final int STEPS_OF_A_USE = 40;
    private static final int MOST_STEPS = 1_000_000;

    private final Diagnostics diagnostics;
    private long steps;

    Budget(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The steps so far. */
    long steps() {
        return steps;
    }

    /** Ends the expansion; what went wrong has been reported. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("a limit of expansion was passed", null, false, false);
        }
    }

    /** Accounts for some steps of expansion or evaluation. */
    void spend(long count, Span span) {
        steps += count;
        if (steps > MOST_STEPS) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN060,
                    "the network expands to too much",
                    span,
                    "more than " + MOST_STEPS + " steps of expansion by the time this is reached"));
            throw new Spent();
        }
    }

    /** Accounts for a repetition. */
    void turn(Span span) {
        spend(STEPS_OF_A_TURN, span);
    }

    /** Accounts for the use of a block: a scope, and a path that is remembered. */
    void use(Env env, Span span) {
        spend(STEPS_OF_A_USE + env.naming().labels().length(), span);
    }

    /** Checks the number of layers. */
    void layers(int count, Env env, Span span) {
        if (count > MOST_LAYERS) {
            diagnostics.add(env.trailed(Diagnostic.of(
                    Code.CNN060,
                    "the network has more than " + MOST_LAYERS + " layers",
                    span,
                    "this would be number " + count)));
            throw new Spent();
        }
    }

    /** Checks the length of a layer's path; every one is kept, and they grow with each level. */
    void path(String path, Span span) {
        if (path.length() > LONGEST_PATH) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN062,
                    "the path of names is too long",
                    span,
                    "labels and blocks around this make a name of " + path.length() + " characters, " + LONGEST_PATH
                            + " are allowed"));
            throw new Spent();
        }
    }

    /** Checks how deeply blocks and brackets are nested. */
    void depth(Env env, Span span) {
        if (env.depth() > DEEPEST) {
            diagnostics.add(env.trailed(Diagnostic.of(
                    Code.CNN061,
                    "blocks and brackets are nested deeper than " + DEEPEST,
                    span,
                    "this would be level " + env.depth())));
            throw new Spent();
        }
    }
}
