package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.syntax.Words;
import io.github.cnnc.grammar.CnnLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a file's tokens where statements begin, so that a mistake in one statement is reported once and does not hide
 * those in the others. A {@code let} or {@code default} that a block owns may be cut off from it: what is cut matters
 * only for where a mistake is looked for.
 */
final class Segments {

    private final List<List<Token>> all = new ArrayList<>();
    private List<Token> current = new ArrayList<>();

    private Segments() {}

    /** The tokens of each statement; the first may be a formula, or empty. */
    static List<List<Token>> of(List<Token> tokens) {
        Segments segments = new Segments();
        Optional<Token> before = Optional.empty();
        for (Token token : tokens) {
            if (before.isPresent() && segments.begins(token, before.get())) {
                segments.cut();
            }
            segments.current.add(token);
            before = Optional.of(token);
        }
        segments.cut();
        return segments.all;
    }

    private void cut() {
        if (!current.isEmpty()) {
            all.add(current);
            current = new ArrayList<>();
        }
    }

    private boolean begins(Token token, Token before) {
        if (!Words.isStatement(token.getText())) {
            return false;
        }
        boolean ownOfBlock = Words.isOwnOfBlock(token.getText())
                && current.get(0).getText().equals("block")
                && (before.getText().equals("=") || current.stream().anyMatch(t -> Words.isOwnOfBlock(t.getText())));
        return !ownOfBlock && (isFirstOnLine(token, before) || endsStatement(before));
    }

    static boolean isFirstOnLine(Token token, Token before) {
        return token.getLine() > before.getLine();
    }

    /** Whether a statement may end with this token. */
    static boolean endsStatement(Token token) {
        return switch (token.getType()) {
            case CnnLexer.IDENT, CnnLexer.INT, CnnLexer.REAL, CnnLexer.SIZE, CnnLexer.BYTES, CnnLexer.STRING -> true;
            default -> List.of(")", "]", "}", "true", "false").contains(token.getText());
        };
    }
}
