package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Words;
import io.github.cnnc.grammar.CnnLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Says what a syntax error probably is. The usual slips are known by the token that does not belong and the one before
 * it; the rest is answered with what could have stood there.
 */
record SyntaxAdvice(SourceFile file) {

    /**
     * A word at the beginning of a line that is meant to begin a statement, {@code layer CONV(8)}. In a file that follows
     * the grammar only an option of {@code input} begins a line so, and none is like one of these words.
     *
     * @param before the token before it; empty at the beginning of the file
     */
    Optional<Diagnostic> misspelt(Optional<Token> before, Token token, Optional<Token> next) {
        boolean begins = token.getType() == CnnLexer.IDENT
                && (before.isEmpty()
                        || Segments.isFirstOnLine(token, before.get()) && Segments.endsStatement(before.get()));
        boolean continued = next.isPresent()
                && List.of("-", "*", "=", ",", "?", "@").contains(next.get().getText());
        if (!begins
                || continued
                || next.isEmpty()
                || LayerKinds.named(token.getText()).isPresent()) {
            return Optional.empty();
        }
        return NearestName.to(token.getText(), Words.STATEMENTS)
                .map(near -> wrong(
                                Spans.of(file, token),
                                "there is no statement `" + token.getText() + "`",
                                "did you mean `" + near + "`?")
                        .note("the words that begin statements are written in lower case: "
                                + String.join(", ", Words.STATEMENTS))
                        .fixedBy(near, "", Spans.of(file, token), near));
    }

    /** What stands before the first statement of a file. */
    Optional<Diagnostic> beginning(List<Token> tokens) {
        Token first = tokens.get(0);
        if (Words.isStatement(first.getText())) {
            return Optional.empty();
        }
        boolean chain =
                first.getType() == CnnLexer.IDENT || List.of("(", "[", "{").contains(first.getText());
        Span span = Spans.of(file, first);
        return Optional.of(
                chain
                        ? noLayers(span)
                        : wrong(
                                span,
                                "this belongs to no statement",
                                "a file begins with a statement, or is one chain alone"));
    }

    private Diagnostic noLayers(Span first) {
        return wrong(first, "this belongs to no statement", "`layers` is missing before the chain")
                .fixedBy(
                        "layers", "before it makes it a statement", file.span(first.start(), first.start()), "layers ");
    }

    /**
     * A syntax error.
     *
     * @param at the index of the first token that does not belong, the number of tokens where the end does not
     */
    Diagnostic about(List<Token> tokens, int at, IntervalSet types) {
        Expected expected = new Expected(types, endsWithChain(tokens));
        Optional<Token> here = at < tokens.size() ? Optional.of(tokens.get(at)) : Optional.empty();
        Optional<Token> before = at > 0 ? Optional.of(tokens.get(at - 1)) : Optional.empty();
        Optional<Diagnostic> known = before.flatMap(b -> here.isPresent()
                ? chain(tokens.subList(0, at), here.get(), expected)
                        .or(() -> slip(tokens, at, b, here.get(), expected))
                        .or(() -> missing(tokens, b, here.get(), expected))
                : cutOff(b, expected));
        return known.orElseGet(() -> plain(tokens, here, expected));
    }

    private static boolean endsWithChain(List<Token> tokens) {
        String first = tokens.get(0).getText();
        return !Words.isStatement(first) || first.equals("layers") || first.equals("block");
    }

    private Diagnostic plain(List<Token> tokens, Optional<Token> here, Expected expected) {
        Span span = here.map(t -> Spans.of(file, t)).orElseGet(() -> Spans.after(file, tokens.get(tokens.size() - 1)));
        String could = expected.described();
        String label = could.isEmpty() ? "not expected here" : "expected " + could;
        if (here.isEmpty()) {
            boolean expect = tokens.get(tokens.size() - 1).getText().equals("expect");
            return wrong(span, "the statement breaks off", expect ? "expected params, output, macs or memory" : label);
        }
        String text = here.get().getText();
        return Words.isReserved(text) && expected.contains("a name") && !expected.aStep()
                ? wrong(span, "`" + text + "` is a reserved word and cannot be a name", "choose another name")
                : wrong(span, "`" + text + "` does not belong here", label);
    }

    /** A chain without the word that makes it a statement, behind a statement that is complete. */
    private Optional<Diagnostic> chain(List<Token> earlier, Token here, Expected expected) {
        Token before = earlier.get(earlier.size() - 1);
        if (!expected.mayEnd() || endsWithChain(earlier)) {
            return Optional.empty();
        }
        // `input` takes the first word of the chain for an option.
        if (earlier.size() > 1 && LayerKinds.named(before.getText()).isPresent()) {
            return Optional.of(noLayers(Spans.of(file, before)));
        }
        boolean bracket = List.of("(", "[", "{").contains(here.getText()) && Segments.isFirstOnLine(here, before);
        return bracket || LayerKinds.named(here.getText()).isPresent()
                ? Optional.of(noLayers(Spans.of(file, here)))
                : Optional.empty();
    }

    // -- something too much -----------------------------------------------------------------------------------------

    private Optional<Diagnostic> slip(List<Token> tokens, int at, Token before, Token here, Expected expected) {
        String was = before.getText();
        String text = here.getText();
        Span span = Spans.of(file, here);
        if (before.getType() == CnnLexer.MINUS && text.equals(">")) {
            return Optional.of(wrong(span, "layers are joined by `-` alone", "without the arrow's head")
                    .fixedBy("", "leave out the `>`", span, ""));
        }
        boolean joins = was.equals(",") || before.getType() == CnnLexer.MINUS;
        boolean comma = text.equals(",") && (was.equals("(") || was.equals("[") || joins);
        boolean twice = joins && here.getType() == CnnLexer.MINUS && expected.aStep();
        if (comma || twice) {
            return Optional.of(wrong(span, "`" + text + "` is one too many", "nothing stands before it")
                    .fixedBy("", "leave out this `" + text + "`", span, ""));
        }
        if (joins && List.of(")", "]", "}").contains(text)) {
            Span dangling = Spans.of(file, before);
            return Optional.of(
                    wrong(dangling, "`" + was + "` is one too many", "nothing follows it before `" + text + "`")
                            .fixedBy("", "leave out this `" + was + "`", dangling, ""));
        }
        if (text.equals(":")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).getText().equals("=")) {
            Span both = span.to(Spans.of(file, tokens.get(at + 1)));
            return Optional.of(wrong(both, "`:=` does not belong here", "a value is given with `=`")
                    .fixedBy("=", "", both, "="));
        }
        if (text.equals(":") && before.getType() == CnnLexer.IDENT) {
            return Optional.of(wrong(span, "`:` does not belong here", "a value is given with `=`")
                    .fixedBy("=", "", span, "="));
        }
        if (text.equals("=") && compares(tokens, at)) {
            return Optional.of(wrong(span, "`=` gives a value, `==` compares", "compare with `==`")
                    .fixedBy("==", "", span, "=="));
        }
        if (text.equals("+") && expected.afterStep()) {
            return Optional.of(wrong(span, "`+` does not join layers one after the other", "layers are joined by `-`")
                    .note("branches that are added stand in braces: { A + B }"));
        }
        if (List.of("+", "|", "&").contains(text)
                && tokens.subList(0, at).stream().anyMatch(t -> t.getText().equals("{"))
                && !expected.aStep()) {
            return Optional.of(wrong(span, "branches are joined by one operator", "another one than before")
                    .note("nest the braces: { { A + B } | C }"));
        }
        if (Words.isReserved(text) && expected.contains("a name") && !expected.aStep() && !expected.aValue()) {
            return Optional.of(
                    wrong(span, "`" + text + "` is a reserved word and cannot be a name", "choose another name"));
        }
        return Optional.empty();
    }

    /** Whether two values are compared here: in {@code expect}, and in a condition. */
    private static boolean compares(List<Token> tokens, int at) {
        int open = 0;
        for (int i = at - 1; i > 0; i--) {
            switch (tokens.get(i).getText()) {
                case ")" -> open++;
                case "(" -> {
                    if (open-- == 0) {
                        return tokens.get(i - 1).getText().equals("?");
                    }
                }
                default -> {}
            }
        }
        return tokens.get(0).getText().equals("expect");
    }

    // -- something missing ------------------------------------------------------------------------------------------

    /** The end of a statement where something had to follow. */
    private Optional<Diagnostic> cutOff(Token before, Expected expected) {
        Span span = Spans.of(file, before);
        String was = before.getText();
        if (before.getType() == CnnLexer.STAR && expected.aCount()) {
            return Optional.of(noCount(span));
        }
        if (was.equals("?")) {
            return Optional.of(noCondition(span));
        }
        if (expected.aStep()) {
            boolean joins = was.equals(",") || before.getType() == CnnLexer.MINUS;
            Diagnostic diagnostic = wrong(span, "a layer is missing after `" + was + "`", "the statement ends here");
            return Optional.of(joins ? diagnostic.fixedBy("", "leave out the `" + was + "`", span, "") : diagnostic);
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> missing(List<Token> tokens, Token before, Token here, Expected expected) {
        Span span = Spans.of(file, here);
        String text = here.getText();
        boolean number = List.of(CnnLexer.INT, CnnLexer.REAL, CnnLexer.SIZE).contains(here.getType());
        boolean name = here.getType() == CnnLexer.IDENT;
        if (before.getType() == CnnLexer.STAR && expected.aCount()) {
            return Optional.of(noCount(Spans.of(file, before)));
        }
        if (tokens.get(0).getText().equals("input") && expected.isEnd()) {
            Optional<Diagnostic> size = size(tokens);
            if (size.isPresent()) {
                return size;
            }
        }
        if (before.getText().equals("?") && expected.contains("(")) {
            return Optional.of(noCondition(Spans.of(file, before)));
        }
        if (name && before.getType() == CnnLexer.INT && text.matches("[xX]\\d*")) {
            return Optional.of(spacedSize(tokens, before));
        }
        if (expected.contains("=") && text.equals("==")) {
            return Optional.of(wrong(span, "`==` compares, a value is given with `=`", "give it with `=`")
                    .fixedBy("=", "", span, "="));
        }
        if (expected.described().equals("`=`")) {
            return Optional.of(wrong(span, "`=` is missing before `" + text + "`", "what it means follows the `=`")
                    .fixedBy("= " + text, "", span, "= " + text));
        }
        if (before.getType() == CnnLexer.IDENT && number && (expected.afterStep() || expected.contains("("))) {
            return Optional.of(wrong(span, "arguments stand in parentheses", "`" + before.getText() + "(" + text + ")`")
                    .fixedBy(
                            before.getText() + "(" + text + ")",
                            "",
                            Spans.of(file, before).to(span),
                            before.getText() + "(" + text + ")"));
        }
        if (tokens.get(0).getText().equals("input") && text.equals(",")) {
            return Optional.of(wrong(span, "a network has one input", "nothing else enters")
                    .note("what belongs together enters as one volume, its channels behind one another"));
        }
        if (expected.afterStep() && text.matches("outputs?") && Segments.isFirstOnLine(here, before)) {
            return Optional.of(
                    wrong(span, "there is no statement `" + text + "`", "a network has one output")
                            .note(
                                    "what leaves the last layer is the output; branches of the chain stand in braces: { A | B }"));
        }
        if (expected.afterStep() && (name || List.of("(", "[", "{").contains(text))) {
            boolean newLine = Segments.isFirstOnLine(here, before);
            return Optional.of(wrong(
                            span,
                            "`-` is missing between two layers",
                            newLine ? "a new line does not join them" : "`-` before this")
                    .fixedBy("- " + text, "", span, "- " + text));
        }
        boolean inList = expected.contains(",") && expected.described().matches(".*`[)\\]]`.*");
        if (inList && before.getType() == CnnLexer.IDENT && (number || name)) {
            return Optional.of(wrong(span, "`=` or `,` is missing before `" + text + "`", "two values side by side")
                    .fixedBy("=" + text, "gives `" + before.getText() + "` this value", span, "=" + text)
                    .fixedBy(", " + text, "makes two arguments", span, ", " + text));
        }
        if (inList && (number || name || here.getType() == CnnLexer.STRING)) {
            return Optional.of(wrong(span, "`,` is missing before `" + text + "`", "two values side by side")
                    .fixedBy(", " + text, "", span, ", " + text));
        }
        return Optional.empty();
    }

    private Diagnostic noCount(Span star) {
        return wrong(star, "a count is missing after `*`", "how often?")
                .note("a count is a number, a name, or an expression in parentheses: *3, *N, *(N + 1)");
    }

    private Diagnostic noCondition(Span question) {
        return wrong(question, "a condition is missing after `?`", "when?")
                .note("a condition stands in parentheses: POOL?(i % 2 == 1)");
    }

    /** {@code 3 x 3}, {@code 224 x224 x 3}: from the first number on, as far as it reads as a size. */
    private Diagnostic spacedSize(List<Token> tokens, Token first) {
        int from = tokens.indexOf(first);
        int to = from;
        while (to + 1 < tokens.size() && to - from < 8 && continues(tokens.get(to), tokens.get(to + 1))) {
            to++;
        }
        Span span = Spans.of(file, first).to(Spans.of(file, tokens.get(to)));
        String together = span.text().replaceAll("\\s+", "").toLowerCase(java.util.Locale.ROOT);
        return wrong(span, "a size is written without spaces", "`" + together + "`")
                .fixedBy(together, "", span, together);
    }

    /** {@code input 32, 32, 3}, {@code input 32*32*3}, {@code input (32, 32, 3)}. */
    private Optional<Diagnostic> size(List<Token> tokens) {
        List<Token> numbers = tokens.stream()
                .filter(t -> t.getType() == CnnLexer.INT)
                .limit(3)
                .toList();
        if (numbers.size() < 3) {
            return Optional.empty();
        }
        int last = tokens.indexOf(numbers.get(2));
        boolean closes =
                last + 1 < tokens.size() && tokens.get(last + 1).getText().matches("[)\\]]");
        Span span = Spans.of(file, tokens.get(1)).to(Spans.of(file, tokens.get(closes ? last + 1 : last)));
        String size = String.join("x", numbers.stream().map(Token::getText).toList());
        return Optional.of(
                wrong(span, "the size of the input is written with `x`", "`" + size + "`, width x height x depth")
                        .fixedBy(size, "", span, size));
    }

    private static boolean continues(Token last, Token next) {
        boolean times = next.getType() == CnnLexer.IDENT && next.getText().matches("[xX]\\d*");
        boolean afterTimes = last.getText().matches("[xX]") && next.getType() == CnnLexer.INT;
        return afterTimes || times && !last.getText().matches("[xX]");
    }

    private Diagnostic wrong(Span span, String message, String label) {
        return Diagnostic.of(Code.CNN001, message, span, label);
    }
}
