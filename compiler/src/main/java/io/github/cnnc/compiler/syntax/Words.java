package io.github.cnnc.compiler.syntax;

import java.util.List;

/** The reserved words. */
public final class Words {

    /** The words that begin statements. */
    public static final List<String> STATEMENTS =
            List.of("network", "input", "labels", "let", "default", "block", "use", "layers", "expect", "allow");

    private static final List<String> OTHERS = List.of("in", "and", "or", "not", "true", "false");

    private Words() {}

    /** Whether the word begins a statement. */
    public static boolean isStatement(String text) {
        return STATEMENTS.contains(text);
    }

    /** Whether the word cannot be a name. */
    public static boolean isReserved(String text) {
        return STATEMENTS.contains(text) || OTHERS.contains(text);
    }

    /** Whether the statement may also stand between a block's {@code =} and its chain. */
    public static boolean isOwnOfBlock(String text) {
        return text.equals("let") || text.equals("default");
    }
}
