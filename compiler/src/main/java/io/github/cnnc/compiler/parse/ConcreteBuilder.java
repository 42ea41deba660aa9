package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.grammar.CnnLexer;
import io.github.cnnc.grammar.CnnParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Copies ANTLR's tree of a text without syntax errors. */
final class ConcreteBuilder {

    private final SourceFile file;
    private final List<ConcreteSyntax.Word> words = new ArrayList<>();

    ConcreteBuilder(SourceFile file) {
        this.file = file;
    }

    ConcreteFile file(CnnParser.FileContext context, List<Token> tokens) {
        List<ConcreteSyntax.Phrase> parts = new ArrayList<>();
        for (ParseTree child : context.children) {
            if (child instanceof RuleContext rule) {
                parts.add(phrase(rule));
            }
        }
        List<Span> comments = tokens.stream()
                .filter(t -> t.getType() == CnnLexer.COMMENT)
                .map(t -> Spans.of(file, t))
                .toList();
        return new ConcreteFile(file, parts, words, comments);
    }

    private ConcreteSyntax.Phrase phrase(RuleContext context) {
        List<ConcreteSyntax> parts = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            ParseTree child = context.getChild(i);
            parts.add(child instanceof TerminalNode leaf ? word(leaf.getSymbol()) : phrase((RuleContext) child));
        }
        return new ConcreteSyntax.Phrase(rule(context), parts);
    }

    /** ANTLR knows the labels of alternatives only as the names of its classes: {@code RepeatSuffixContext}. */
    private static String rule(RuleContext context) {
        String name = context.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1, name.length() - "Context".length());
    }

    private ConcreteSyntax.Word word(Token token) {
        Span span = Spans.of(file, token);
        String text = switch (token.getType()) {
            case CnnLexer.MINUS -> "-";
            case CnnLexer.STAR -> "*";
            case CnnLexer.SIZE -> span.text().replaceAll("[X\u00D7]", "x");
            default -> span.text();
        };
        ConcreteSyntax.Word word = new ConcreteSyntax.Word(text, span);
        words.add(word);
        return word;
    }
}
