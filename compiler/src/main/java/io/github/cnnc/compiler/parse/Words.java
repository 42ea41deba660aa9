package io.github.cnnc.compiler.parse;

import java.util.List;

/** The reserved words. */
final class Words {

    /** The words that begin statements. */
    static final List<String> STATEMENTS =
            List.of("network", "input", "labels", "let", "default", "block", "use", "layers", "expect", "allow");

    private static final List<String> OTHERS = List.of("in", "and", "or", "not", "true", "false");

    private Words() {}

    static boolean isStatement(String text) {
        return STATEMENTS.contains(text);
    }

    static boolean isReserved(String text) {
        return STATEMENTS.contains(text) || OTHERS.contains(text);
    }

    /** Whether the statement may also stand between a block's {@code =} and its chain. */
    static boolean isOwnOfBlock(String text) {
        return text.equals("let") || text.equals("default");
    }
}
