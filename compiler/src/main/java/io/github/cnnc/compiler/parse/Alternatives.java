package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.source.SourceFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * That a condition stands before every {@code :} of a file that follows the grammar. The grammar itself does not ask for it:
 * whether a step has an alternative is known only at its end, and a parser that looks so far ahead takes its time.
 */
record Alternatives(SourceFile file) {

    /** What is wrong with the first {@code :} that follows no condition. */
    Optional<Diagnostic> check(List<Token> tokens) {
        Deque<Integer> open = new ArrayDeque<>();
        int closed = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.get(i).getText()) {
                case "(", "[", "{" -> open.push(i);
                case ")", "]", "}" -> closed = open.pop();
                case ":" -> {
                    boolean condition = i > 0
                            && tokens.get(i - 1).getText().equals(")")
                            && closed > 0
                            && tokens.get(closed - 1).getText().equals("?");
                    if (!condition) {
                        return Optional.of(unconditional(tokens.get(i)));
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private Diagnostic unconditional(Token colon) {
        return Diagnostic.of(
                        Code.CNN001,
                        "no condition stands before this `:`",
                        Spans.of(file, colon),
                        "what follows is for the case that the condition does not hold")
                .note("an alternative: CONV(64)?(wide):CONV(32)");
    }
}
