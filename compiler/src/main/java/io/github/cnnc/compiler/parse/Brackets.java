package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.grammar.CnnLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Counts brackets before anything is parsed, so that the recursive descent that follows is bounded. */
record Brackets(SourceFile file) {

    /** What is wrong with the brackets of one statement. */
    Optional<Diagnostic> check(List<Token> statement) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : statement) {
            switch (token.getText()) {
                case "(", "[", "{" -> {
                    open.push(token);
                    if (open.size() > Parser.DEEPEST_NESTING) {
                        return Optional.of(tooDeep(token));
                    }
                }
                case ")", "]", "}" -> {
                    if (open.isEmpty()) {
                        return Optional.of(
                                wrong(token, "`" + token.getText() + "` closes nothing", "no bracket is open here")
                                        .fixedBy("", "without it, the brackets match", Spans.of(file, token), ""));
                    }
                    Token opened = open.pop();
                    String wanted = closing(opened);
                    if (!wanted.equals(token.getText())) {
                        return Optional.of(wrong(
                                        token,
                                        "`" + token.getText() + "` where `" + wanted + "` was expected",
                                        "`" + wanted + "` must come before this")
                                .because(Spans.of(file, opened), "this one is still open")
                                .fixedBy(
                                        wanted + token.getText(), "", Spans.of(file, token), wanted + token.getText()));
                    }
                }
                default -> {}
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(unclosed(open.pop(), statement));
    }

    private Diagnostic tooDeep(Token token) {
        return Diagnostic.of(
                Code.CNN061,
                "brackets are nested deeper than " + Parser.DEEPEST_NESTING,
                Spans.of(file, token),
                "the " + (Parser.DEEPEST_NESTING + 1) + "st that is open here");
    }

    private Diagnostic unclosed(Token opened, List<Token> statement) {
        String closing = closing(opened);
        Token last = lastInside(opened, statement);
        return wrong(opened, "`" + opened.getText() + "` is never closed", "`" + closing + "` is missing")
                .fixedBy(closing, "after `" + last.getText() + "` closes it", Spans.after(file, last), closing);
    }

    /** The token that the closing bracket belongs behind: of arguments, the one before the next layer of the chain. */
    private static Token lastInside(Token opened, List<Token> statement) {
        int at = statement.indexOf(opened);
        boolean arguments = at > 0 && statement.get(at - 1).getType() == CnnLexer.IDENT;
        for (int i = at + 1; arguments && i + 1 < statement.size(); i++) {
            boolean joins = statement.get(i).getType() == CnnLexer.MINUS
                    || statement.get(i).getText().equals(",");
            // PAD is a layer, pad=1 is not.
            boolean named =
                    i + 2 < statement.size() && statement.get(i + 2).getText().equals("=");
            if (joins
                    && !named
                    && LayerKinds.named(statement.get(i + 1).getText()).isPresent()) {
                return statement.get(i - 1);
            }
        }
        return statement.get(statement.size() - 1);
    }

    private Diagnostic wrong(Token token, String message, String label) {
        return Diagnostic.of(Code.CNN001, message, Spans.of(file, token), label);
    }

    private static String closing(Token opened) {
        return switch (opened.getText()) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }
}
