package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.grammar.CnnLexer;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Parses .cnn text. */
public final class Parser {

    /** The longest source, in characters: 1 MiB. */
    public static final int LONGEST_SOURCE = 1 << 20;

    /** The deepest nesting of brackets. */
    public static final int DEEPEST_NESTING = 200;

    private final SourceFile file;
    private final Diagnostics diagnostics;

    private Parser(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    /** The file's tree; nothing where it does not follow the grammar, which is then in the diagnostics. */
    public static Optional<SyntaxTree> parse(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<SyntaxTree> tree = new Parser(file, own).file();
        own.all().forEach(diagnostics::add);
        return own.hasErrors() ? Optional.empty() : tree;
    }

    /** The file as one expression, as the value of {@code -D name=value} is. */
    public static Optional<Expr> parseExpression(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<Expr> value = new Parser(file, own).expression();
        own.all().forEach(diagnostics::add);
        return own.hasErrors() ? Optional.empty() : value;
    }

    private Optional<SyntaxTree> file() {
        return prepare().flatMap(parser -> {
            CnnParser.FileContext context = parser.file();
            return diagnostics.hasErrors()
                    ? Optional.empty()
                    : Optional.of(new TreeBuilder(file, diagnostics).file(context));
        });
    }

    private Optional<Expr> expression() {
        return prepare().flatMap(parser -> {
            CnnParser.ExprContext context = parser.expr();
            Token next = parser.getCurrentToken();
            if (!diagnostics.hasErrors() && next.getType() != Token.EOF) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN001,
                        "one expression was expected",
                        file.span(next.getStartIndex(), next.getStopIndex() + 1),
                        "this is left over"));
            }
            return diagnostics.hasErrors()
                    ? Optional.empty()
                    : Optional.of(new ExprBuilder(file, diagnostics).expr(context));
        });
    }

    private Optional<CnnParser> prepare() {
        if (file.text().length() > LONGEST_SOURCE) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN063,
                    "the source is longer than 1 MiB",
                    file.span(LONGEST_SOURCE, LONGEST_SOURCE),
                    file.text().length() + " characters, " + LONGEST_SOURCE + " are allowed"));
            return Optional.empty();
        }
        // A stream of UTF-16 units would be deprecated API; one of code points has other offsets than our spans, so
        // everything outside the basic plane, which only comments and strings may hold, is read as one plain character
        // per unit.
        CnnLexer lexer = new CnnLexer(CharStreams.fromString(onlyBasicPlane(file.text())));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (!readable(tokens) || !nestsWell(tokens)) {
            return Optional.empty();
        }
        CnnParser parser = new CnnParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors(file, diagnostics));
        return Optional.of(parser);
    }

    private static String onlyBasicPlane(String text) {
        char[] units = text.toCharArray();
        for (int i = 0; i < units.length; i++) {
            if (Character.isSurrogate(units[i])) {
                units[i] = '\uFFFD';
            }
        }
        return new String(units);
    }

    private boolean readable(CommonTokenStream tokens) {
        int said = 0;
        for (Token token : tokens.getTokens()) {
            int start = token.getStartIndex();
            if (token.getType() == CnnLexer.OPEN_STRING) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN002,
                        "the string has no end",
                        file.span(start, start + 1),
                        "it begins here and must end with \" in the same line"));
            } else if (token.getType() == CnnLexer.UNKNOWN && said++ < 20) {
                diagnostics.add(Diagnostic.of(
                        Code.CNN002,
                        "`" + file.text().charAt(start) + "` means nothing here",
                        file.span(start, start + 1),
                        "no token begins with this character"));
            }
        }
        return !diagnostics.hasErrors();
    }

    /** Counts brackets, so that the recursive descent that follows is bounded. */
    private boolean nestsWell(CommonTokenStream tokens) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens.getTokens()) {
            String text = token.getText();
            if (token.getChannel() != Token.DEFAULT_CHANNEL || text.length() != 1) {
                continue;
            }
            int at = token.getStartIndex();
            switch (text) {
                case "(", "[", "{" -> {
                    open.push(token);
                    if (open.size() > DEEPEST_NESTING) {
                        diagnostics.add(Diagnostic.of(
                                Code.CNN061,
                                "brackets are nested deeper than " + DEEPEST_NESTING,
                                file.span(at, at + 1),
                                "the " + (DEEPEST_NESTING + 1) + "st that is open here"));
                        return false;
                    }
                }
                case ")", "]", "}" -> {
                    if (open.isEmpty()) {
                        diagnostics.add(Diagnostic.of(
                                Code.CNN001,
                                "`" + text + "` closes nothing",
                                file.span(at, at + 1),
                                "no bracket is open here"));
                        return false;
                    }
                    Token opened = open.pop();
                    String wanted = closing(opened.getText());
                    if (!wanted.equals(text)) {
                        diagnostics.add(Diagnostic.of(
                                        Code.CNN001,
                                        "`" + text + "` where `" + wanted + "` was expected",
                                        file.span(at, at + 1),
                                        "closes the wrong bracket")
                                .because(
                                        file.span(opened.getStartIndex(), opened.getStartIndex() + 1),
                                        "this one is open"));
                        return false;
                    }
                }
                default -> {}
            }
        }
        if (!open.isEmpty()) {
            Token opened = open.pop();
            diagnostics.add(Diagnostic.of(
                    Code.CNN001,
                    "`" + opened.getText() + "` is never closed",
                    file.span(opened.getStartIndex(), opened.getStartIndex() + 1),
                    "`" + closing(opened.getText()) + "` is missing"));
            return false;
        }
        return true;
    }

    private static String closing(String bracket) {
        return switch (bracket) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }
}
