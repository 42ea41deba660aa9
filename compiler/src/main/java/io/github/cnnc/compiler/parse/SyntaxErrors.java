package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Looks for the first syntax error of each statement. Each is parsed by itself: ANTLR's own recovery reports mistakes
 * that follow from the first.
 */
final class SyntaxErrors {

    private final SourceFile file;
    private final SyntaxAdvice advice;

    SyntaxErrors(SourceFile file) {
        this.file = file;
        this.advice = new SyntaxAdvice(file);
    }

    /**
     * What is wrong with statements of a file that does not follow the grammar.
     *
     * @param formula whether the file is one chain and nothing else
     */
    List<Diagnostic> of(List<List<Token>> statements, boolean formula) {
        List<Diagnostic> all = new ArrayList<>();
        for (List<Token> statement : statements) {
            if (all.size() >= Diagnostics.MOST) {
                // Each takes a parser of its own, and no more are shown.
                break;
            }
            Optional<Diagnostic> misplaced = formula ? Optional.empty() : advice.beginning(statement);
            misplaced.or(() -> first(statement)).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Diagnostic> first(List<Token> statement) {
        List<Token> tokens = new ArrayList<>(statement);
        tokens.add(end(statement.get(statement.size() - 1)));
        CnnParser parser = new CnnParser(new CommonTokenStream(new ListTokenSource(tokens)));
        First first = new First();
        parser.removeErrorListeners();
        parser.addErrorListener(first);
        try {
            parser.file();
        } catch (ParseCancellationException e) {
            // The first error is all that is wanted.
        }
        return first.token.map(token -> advice.about(statement, tokens.indexOf(token), first.expected));
    }

    private static Token end(Token last) {
        CommonToken end = new CommonToken(Token.EOF, "<EOF>");
        end.setStartIndex(last.getStopIndex() + 1);
        end.setStopIndex(last.getStopIndex());
        end.setLine(last.getLine());
        return end;
    }

    /** Remembers the first error and ends the parse. */
    private static final class First extends BaseErrorListener {
        private Optional<Token> token = Optional.empty();
        private IntervalSet expected = new IntervalSet();

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offendingSymbol,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            token = Optional.of((Token) offendingSymbol);
            IntervalSet tokens = cause != null ? cause.getExpectedTokens() : ((Parser) recognizer).getExpectedTokens();
            expected = tokens == null ? expected : tokens;
            throw new ParseCancellationException(message);
        }
    }
}
