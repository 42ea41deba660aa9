package io.github.cnnc.compiler.format;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.parse.ConcreteFile;
import io.github.cnnc.compiler.parse.ConcreteSyntax;
import io.github.cnnc.compiler.parse.ConcreteSyntax.Phrase;
import io.github.cnnc.compiler.parse.Parser;
import io.github.cnnc.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays out .cnn text in the canonical way, the same for everyone: one statement a line, what they say below one another,
 * layers spelled as the reference does. Every word and every comment stays; line breaks in chains and lists are the
 * author's, and more are made where a line is longer than 120 columns.
 *
 * <p>What has been laid out stays as it is when it is laid out again.
 */
public final class Formatter {

    private Formatter() {}

    /** The file's text laid out; nothing where it does not follow the grammar, which is then in the diagnostics. */
    public static Optional<String> format(SourceFile file, Diagnostics diagnostics) {
        Optional<ConcreteFile> read = Parser.read(file, diagnostics);
        Optional<String> text = read.map(Formatter::laidOut);
        text.ifPresent(t -> check(read.orElseThrow(), t));
        return text;
    }

    private static String laidOut(ConcreteFile read) {
        Gaps gaps = new Gaps(read);
        Page page = new Page();
        Printer printer = new Printer(page);
        int column = column(read);
        Statements statements = Statements.of(gaps, column);
        for (Phrase part : read.parts()) {
            Gap gap = gaps.take(part.first());
            page.comments(gap, 0);
            boolean formula = part.rule().equals("chain");
            printer.print(
                    formula
                            ? statements.chains().whole(part)
                            : statements.statement((Phrase) part.parts().get(0)),
                    column,
                    0);
        }
        page.comments(gaps.atEnd(), 0);
        String lineEnd = read.file().text().contains("\r\n") ? "\r\n" : "\n";
        StringBuilder text = new StringBuilder();
        page.finished().forEach(line -> text.append(line).append(lineEnd));
        return text.toString();
    }

    /** Where what the statements say begins: behind the longest of their reserved words. */
    private static int column(ConcreteFile read) {
        return read.parts().stream()
                .filter(part -> !part.rule().equals("chain"))
                .mapToInt(part -> part.first().text().length() + 1)
                .max()
                .orElse(0);
    }

    // -- that nothing is lost -----------------------------------------------------------------------------------------

    /** The text takes the place of what somebody wrote, so it is compared with that before anyone sees it. */
    private static void check(ConcreteFile before, String text) {
        Optional<ConcreteFile> after = Parser.read(SourceFile.of(before.file().name(), text), new Diagnostics());
        if (!after.map(Formatter::content).equals(Optional.of(content(before)))) {
            throw new CompilerBug("format", "the text laid out says something else", text);
        }
    }

    private static List<String> content(ConcreteFile read) {
        List<String> content = new ArrayList<>();
        for (ConcreteSyntax.Word word : read.words()) {
            content.add(LayerKinds.named(word.text())
                    .map(kind -> kind.signature().name())
                    .orElse(word.text()));
        }
        read.comments().forEach(c -> content.add(c.text().stripTrailing()));
        return content;
    }
}
