package io.github.cnnc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

    private static final SourceFile FILE = SourceFile.of("f.cnn", "layers AAA - BBB - CCC\n\n\nlast\n");

    private static String rendered(Diagnostic diagnostic) {
        return new DiagnosticRenderer(false).render(diagnostic);
    }

    @Test
    void labelsOfOneLineShareARowOfMarks() {
        Diagnostic diagnostic = Diagnostic.of(Code.CNN031, "m", FILE.span(13, 16), "two")
                .because(FILE.span(7, 10), "one")
                .because(FILE.span(19, 22), "three");
        assertThat(rendered(diagnostic)).isEqualTo("""
                        error[CNN031]: m
                          --> f.cnn:1:14
                           |
                         1 | layers AAA - BBB - CCC
                           |        ---   ^^^   --- three
                           |        |     |
                           |        |     two
                           |        one
                           |
                        """);
    }

    @Test
    void labelsThatOverlapHaveRowsOfTheirOwn() {
        Diagnostic diagnostic =
                Diagnostic.of(Code.CNN031, "m", FILE.span(7, 10), "inner").because(FILE.span(7, 16), "outer");
        assertThat(rendered(diagnostic)).contains("   |        ^^^ inner\n   |        --------- outer\n");
    }

    @Test
    void linesBetweenAreLeftOut() {
        Diagnostic diagnostic =
                Diagnostic.of(Code.CNN031, "m", FILE.span(25, 29), "here").because(FILE.span(7, 10), "there");
        assertThat(rendered(diagnostic))
                .contains(" 1 | layers AAA - BBB - CCC\n   |        --- there\n...\n 4 | last\n   | ^^^^ here\n");
    }

    @Test
    void nothingThatATerminalObeysIsPrinted() {
        SourceFile evil = SourceFile.of("e.cnn", "a\u001b[31m\u202e\tb");
        String text = rendered(Diagnostic.of(Code.CNN002, "m \u001b[2J", evil.span(8, 9), "\u2066 x"));
        assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        assertThat(text).doesNotContain("\u202e", "\u2066");
    }

    @Test
    void longLinesAreCutAroundTheMark() {
        SourceFile wide = SourceFile.of("w.cnn", "x".repeat(5_000) + "HERE" + "x".repeat(5_000));
        String text = rendered(Diagnostic.of(Code.CNN002, "y".repeat(5_000), wide.span(5_000, 5_004), "label"));
        assertThat(text.lines()).allMatch(line -> line.length() < 600).anyMatch(line -> line.contains("xHEREx"));
        List<String> lines = text.lines().toList();
        int source = lines.indexOf(
                lines.stream().filter(l -> l.contains("HERE")).findFirst().orElseThrow());
        assertThat(lines.get(source + 1).indexOf("^^^^"))
                .isEqualTo(lines.get(source).indexOf("HERE"));
    }

    @Test
    void oneMistakeIsKeptOnceAndTooManyAreCounted() {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = SourceFile.of("n.cnn", "x".repeat(500));
        for (int i = 0; i < 300; i++) {
            diagnostics.add(Diagnostic.of(Code.CNN014, "m", file.span(i / 2, i / 2 + 1), ""));
        }
        assertThat(diagnostics.all()).hasSize(Diagnostics.MOST);
        assertThat(diagnostics.more()).isEqualTo(50);
    }

    @Test
    void aNearNameIsFoundAndAFarOneIsNot() {
        List<String> names = List.of("CONV", "POOL", "SOFTMAX", "N");
        assertThat(NearestName.to("CNOV", names)).contains("CONV");
        assertThat(NearestName.to("softmaks", names)).contains("SOFTMAX");
        assertThat(NearestName.to("MAXOUT", names)).isEmpty();
        assertThat(NearestName.to("M", names)).isEmpty();
        assertThat(NearestName.to("n", names)).contains("N");
    }
}
