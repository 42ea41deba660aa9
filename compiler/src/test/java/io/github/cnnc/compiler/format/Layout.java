package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.parse.ConcreteFile;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.parse.Parser;
import io.github.cnnc.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Texts laid out by chance, and what of a text is not layout. */
final class Layout {

    private static final List<String> BLANKS =
            List.of(" ", " ", " ", " ", "  ", "   ", "\t", "\n", "\n    ", "\n\n", "\n\n\n\n ", "\r\n", "\u00a0");

    private Layout() {}

    /** The text laid out. */
    static String formatted(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return Formatter.format(SourceFile.of("test.cnn", text), diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all() + "\n" + text));
    }

    /** The text's words; nothing where it does not follow the grammar. */
    static Optional<ConcreteFile> read(String text) {
        return Parser.read(SourceFile.of("test.cnn", text), new Diagnostics());
    }

    /** The words of a text as they are written, but for the case of letters and the signs of slides. */
    static List<String> words(String text) {
        return read(text).orElseThrow().words().stream()
                .map(w -> w.span().text().toLowerCase(java.util.Locale.ROOT))
                .map(w -> w.startsWith("\"")
                        ? w
                        : w.replace('\u2212', '-')
                                .replace('\u2013', '-')
                                .replace('\u2217', '*')
                                .replace('\u00d7', '*'))
                .toList();
    }

    /** The comments of a text. */
    static List<String> comments(String text) {
        return read(text).orElseThrow().comments().stream()
                .map(c -> c.text().stripTrailing())
                .toList();
    }

    /**
     * The words of a text with other blanks and comments between them.
     *
     * @param commentOneIn how rare comments are
     */
    static String mutated(ConcreteFile read, Random random, int commentOneIn, int newlineOneIn) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        int comments = 0;
        for (ConcreteSyntax.Word word : read.words()) {
            boolean touching = word.span().start() == end;
            if (random.nextInt(commentOneIn) == 0) {
                text.append(random.nextBoolean() ? " " : "\n").append("# c").append(comments++);
                text.append(random.nextBoolean() ? "  \n" : "\n\n");
            } else if (random.nextInt(newlineOneIn) == 0) {
                text.append(BLANKS.get(random.nextInt(BLANKS.size())));
            } else if (!touching || random.nextInt(4) == 0) {
                text.append(random.nextInt(6) == 0 ? "   " : " ");
            }
            text.append(word.span().text());
            end = word.span().end();
        }
        return text
                + List.of("", "\n\n\n", "\n\n# the end", "\n# the end\n\n\n").get(random.nextInt(4));
    }
}
