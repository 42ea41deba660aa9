package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;

/**
 * Which repeats and blocks have to do with a mistake. "In repetition 1 of 3" of a layer that does not exist would send the
 * reader looking for what is special about the first.
 */
final class Trail {

    private enum Depends {
        /** The text alone is wrong. */
        ON_NOTHING,
        /** On values, which may be read from lists and parameters. */
        ON_VALUES,
        /** On what flows through the network by then. */
        ON_PLACE
    }

    private Trail() {}

    static boolean matters(Frame frame, Diagnostic diagnostic) {
        Depends depends = depends(diagnostic.code());
        if (frame instanceof Frame.Turn turn) {
            return depends == Depends.ON_PLACE || depends == Depends.ON_VALUES && turn.hasReads();
        }
        Frame.Use use = (Frame.Use) frame;
        boolean elsewhere =
                !use.call().file().equals(diagnostic.primary().span().file());
        return elsewhere || depends == Depends.ON_PLACE || depends == Depends.ON_VALUES && use.hasArguments();
    }

    private static Depends depends(Code code) {
        return switch (code) {
            case CNN013, CNN014, CNN015, CNN020, CNN021, CNN022, CNN041 -> Depends.ON_NOTHING;
            case CNN023, CNN024, CNN025, CNN026, CNN042 -> Depends.ON_VALUES;
            default -> Depends.ON_PLACE;
        };
    }
}
