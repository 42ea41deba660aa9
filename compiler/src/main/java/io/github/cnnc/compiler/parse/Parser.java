package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import io.github.cnnc.grammar.CnnLexer;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses .cnn text. */
public final class Parser {

    /** The longest source, in characters: 1 MiB. */
    public static final int LONGEST_SOURCE = 1 << 20;

    /** The most tokens: a tree of many small nodes takes far more memory than its text. */
    static final int MOST_TOKENS = 100_000;

    /** The longest name, in characters: names make up the paths of layers. */
    static final int LONGEST_NAME = 100;

    /** The longest string, in characters. */
    static final int LONGEST_STRING = 10_000;

    /** The deepest nesting of brackets. */
    public static final int DEEPEST_NESTING = 200;

    private final SourceFile file;

    /** What is read: the file's text, or the same with blanks and layers in place of what is reported already. */
    private final String text;

    private final Diagnostics diagnostics;

    private Parser(SourceFile file, Diagnostics diagnostics) {
        this(file, file.text(), diagnostics);
    }

    private Parser(SourceFile file, String text, Diagnostics diagnostics) {
        this.file = file;
        this.text = text;
        this.diagnostics = diagnostics;
    }

    /** The file's tree; nothing where it does not follow the grammar, which is then in the diagnostics. */
    public static Optional<SyntaxTree> parse(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<SyntaxTree> tree = new Parser(file, own).file();
        (own.hasErrors() ? withPastes(file, own) : own.all()).forEach(diagnostics::add);
        return own.hasErrors() ? Optional.empty() : tree;
    }

    /** The file's words as the grammar groups them, and its comments: nothing of the text but blanks is lost. */
    public static Optional<ConcreteFile> read(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Parser parser = new Parser(file, own);
        CommonTokenStream tokens = parser.tokens();
        Optional<ConcreteFile> read =
                parser.context(tokens).map(context -> new ConcreteBuilder(file).file(context, tokens.getTokens()));
        own.all().forEach(diagnostics::add);
        return read;
    }

    /** The file as one expression, as the value of {@code -D name=value} is. */
    public static Optional<Expr> parseExpression(SourceFile file, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<Expr> value = new Parser(file, own).expression();
        own.all().forEach(diagnostics::add);
        return own.hasErrors() ? Optional.empty() : value;
    }

    /** What is wrong with a file, where another notation's words and signs in it are one mistake each. */
    private static List<Diagnostic> withPastes(SourceFile file, Diagnostics plain) {
        boolean tooLong = plain.all().stream().anyMatch(d -> d.code() == Code.CNN063);
        if (tooLong) {
            return plain.all();
        }
        PastedText pasted = new PastedText(file, file.text());
        Slips slips = new Slips(file, pasted.rest());
        List<Diagnostic> all = new ArrayList<>(pasted.diagnostics());
        all.addAll(slips.diagnostics());
        if (all.isEmpty()) {
            return plain.all();
        }
        Diagnostics others = new Diagnostics();
        new Parser(file, slips.rest(), others).file();
        all.addAll(others.all());
        return all;
    }

    private Optional<SyntaxTree> file() {
        return context(tokens()).map(context -> new TreeBuilder(file, diagnostics).file(context));
    }

    private Optional<CnnParser.FileContext> context(CommonTokenStream tokens) {
        List<Token> visible = visible(tokens);
        if (!readable(visible)) {
            return Optional.empty();
        }
        List<List<Token>> statements = Segments.of(visible);
        Brackets brackets = new Brackets(file);
        List<List<Token>> closed = new ArrayList<>();
        for (List<Token> statement : statements) {
            List<Diagnostic> wrong =
                    brackets.check(statement).map(List::of).orElseGet(() -> misspelt(statement, statements));
            wrong.forEach(diagnostics::add);
            if (wrong.isEmpty()) {
                closed.add(statement);
            }
        }
        if (!diagnostics.hasErrors()) {
            Optional<CnnParser.FileContext> context = whole(tokens);
            if (context.isPresent()) {
                Optional<Diagnostic> wrong = new Alternatives(file).check(visible);
                wrong.ifPresent(diagnostics::add);
                return wrong.isPresent() ? Optional.empty() : context;
            }
        }
        new SyntaxErrors(file).of(closed, statements.size() == 1).forEach(diagnostics::add);
        if (!diagnostics.hasErrors()) {
            throw new IllegalStateException("the file has a syntax error that none of its statements has");
        }
        return Optional.empty();
    }

    /** The tree of a file without syntax errors. At the first error it ends: they are then looked for one by one. */
    private static Optional<CnnParser.FileContext> whole(CommonTokenStream tokens) {
        CnnParser parser = new CnnParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return Optional.of(parser.file());
        } catch (ParseCancellationException e) {
            return Optional.empty();
        }
    }

    private List<Diagnostic> misspelt(List<Token> statement, List<List<Token>> all) {
        SyntaxAdvice advice = new SyntaxAdvice(file);
        List<Diagnostic> found = new ArrayList<>();
        for (int i = statement == all.get(0) ? 0 : 1; i < statement.size(); i++) {
            Optional<Token> before = i == 0 ? Optional.empty() : Optional.of(statement.get(i - 1));
            Optional<Token> next = i + 1 < statement.size() ? Optional.of(statement.get(i + 1)) : Optional.empty();
            advice.misspelt(before, statement.get(i), next).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Expr> expression() {
        CommonTokenStream tokens = tokens();
        List<Token> visible = visible(tokens);
        if (!readable(visible)) {
            return Optional.empty();
        }
        new Brackets(file).check(visible).ifPresent(diagnostics::add);
        CnnParser parser = new CnnParser(tokens);
        parser.removeErrorListeners();
        if (!diagnostics.hasErrors()) {
            CnnParser.ExprContext context = parser.expr();
            Token next = parser.getCurrentToken();
            if (parser.getNumberOfSyntaxErrors() == 0 && next.getType() == Token.EOF) {
                return Optional.of(new ExprBuilder(file, diagnostics).expr(context));
            }
            diagnostics.add(Diagnostic.of(
                    Code.CNN001,
                    visible.isEmpty() ? "a value is missing" : "one value was expected",
                    Spans.of(file, next),
                    "a number, a string, a list or an expression"));
        }
        return Optional.empty();
    }

    private CommonTokenStream tokens() {
        // A stream of UTF-16 units would be deprecated API; one of code points has other offsets than our spans, so
        // everything outside the basic plane, which only comments and strings may hold, is read as one plain character
        // per unit.
        String read = text.length() > LONGEST_SOURCE ? "" : onlyBasicPlane(text);
        CnnLexer lexer = new CnnLexer(CharStreams.fromString(read));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    private static List<Token> visible(CommonTokenStream tokens) {
        return tokens.getTokens().stream()
                .filter(t -> t.getChannel() == Token.DEFAULT_CHANNEL && t.getType() != Token.EOF)
                .toList();
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

    private boolean readable(List<Token> tokens) {
        if (file.text().length() > LONGEST_SOURCE) {
            tooLong(
                    "the source is longer than 1 MiB",
                    LONGEST_SOURCE,
                    file.text().length(),
                    "characters",
                    LONGEST_SOURCE);
            return false;
        }
        if (tokens.size() > MOST_TOKENS) {
            int at = tokens.get(MOST_TOKENS).getStartIndex();
            tooLong("the source has too many words and signs", at, tokens.size(), "words and signs", MOST_TOKENS);
            return false;
        }
        tokens.forEach(this::check);
        return !diagnostics.hasErrors();
    }

    private void tooLong(String message, int at, int size, String unit, int allowed) {
        diagnostics.add(Diagnostic.of(
                Code.CNN063, message, file.span(at, at), size + " " + unit + ", " + allowed + " are allowed"));
    }

    private void check(Token token) {
        int start = token.getStartIndex();
        Span begin = file.span(start, start + 1);
        int length = token.getStopIndex() + 1 - start;
        switch (token.getType()) {
            case CnnLexer.OPEN_STRING ->
                diagnostics.add(Diagnostic.of(
                        Code.CNN002,
                        "the string has no end",
                        begin,
                        "it begins here and no \" follows in this line, or one is missing before it"));
            case CnnLexer.UNKNOWN -> diagnostics.add(new UnknownCharacter(begin).diagnostic());
            case CnnLexer.IDENT -> checkLength("name", length, LONGEST_NAME, begin);
            case CnnLexer.STRING -> checkLength("string", length - 2, LONGEST_STRING, begin);
            default -> {}
        }
    }

    private void checkLength(String what, int length, int allowed, Span begin) {
        if (length > allowed) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN062,
                    "the " + what + " is too long",
                    begin,
                    length + " characters, " + allowed + " are allowed"));
        }
    }
}
