package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Turns ANTLR's syntax errors into diagnostics that say what was found and what could have stood there. */
final class SyntaxErrors extends BaseErrorListener {

    private static final int MOST_ERRORS = 20;

    static final List<String> STATEMENTS =
            List.of("network", "input", "labels", "let", "default", "block", "use", "layers", "expect", "allow");

    private final SourceFile file;
    private final Diagnostics diagnostics;
    private int said;

    SyntaxErrors(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offendingSymbol,
            int line,
            int column,
            String message,
            RecognitionException cause) {
        if (said++ >= MOST_ERRORS) {
            return;
        }
        Token token = (Token) offendingSymbol;
        Parser parser = (Parser) recognizer;
        boolean atEnd = token.getType() == Token.EOF;
        int start = Math.min(token.getStartIndex(), file.text().length());
        Span span = atEnd ? endOfText() : file.span(start, Math.max(start, token.getStopIndex() + 1));
        String found = atEnd ? "the end of the file" : "`" + token.getText() + "`";
        List<String> expected = expected(cause != null ? cause.getExpectedTokens() : parser.getExpectedTokens());
        String label = expected.isEmpty() ? "not expected here" : "expected " + joined(expected);
        Diagnostic diagnostic = Diagnostic.of(Code.CNN001, found + " does not belong here", span, label);
        if (token.getType() == CnnParser.IDENT) {
            String near = NearestName.hint(token.getText(), STATEMENTS);
            if (!near.isEmpty()) {
                diagnostic = diagnostic.note("statements begin with a reserved word" + near);
            } else if (token.getText().matches("[xX]\\d*")) {
                diagnostic = diagnostic.note("a size is written without spaces: 3x3, 224x224x3");
            }
        } else if (STATEMENTS.contains(token.getText()) && expected.contains("a name")) {
            diagnostic = diagnostic.note("`" + token.getText() + "` is a reserved word and cannot be a name");
        }
        diagnostics.add(diagnostic);
    }

    private Span endOfText() {
        int end = file.text().stripTrailing().length();
        return file.span(end, end);
    }

    private static List<String> expected(IntervalSet tokens) {
        Set<String> names = new LinkedHashSet<>();
        if (tokens == null) {
            return List.of();
        }
        boolean statements = false;
        for (int type : tokens.toList()) {
            String literal = CnnParser.VOCABULARY.getLiteralName(type);
            if (literal != null && STATEMENTS.contains(literal.substring(1, literal.length() - 1))) {
                statements = true;
                continue;
            }
            names.add(name(type, literal));
        }
        if (statements) {
            names.add("a statement");
        }
        return new ArrayList<>(names);
    }

    private static String name(int type, String literal) {
        return switch (type) {
            case Token.EOF -> "the end of the file";
            case CnnParser.IDENT -> "a name";
            case CnnParser.INT, CnnParser.REAL -> "a number";
            case CnnParser.SIZE -> "a size like 3x3";
            case CnnParser.BYTES -> "a size like 64MB";
            case CnnParser.STRING -> "a string";
            case CnnParser.MINUS -> "`-`";
            case CnnParser.STAR -> "`*`";
            default -> literal == null ? "something else" : "`" + literal.substring(1, literal.length() - 1) + "`";
        };
    }

    private static String joined(List<String> names) {
        if (names.size() > 6) {
            return String.join(", ", names.subList(0, 5)) + " or another of " + (names.size() - 5);
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }
}
