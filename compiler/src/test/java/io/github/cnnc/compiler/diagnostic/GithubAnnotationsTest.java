package io.github.cnnc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.source.SourceFile;
import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {

    @Test
    void everythingASeparatorCouldHideIsEscaped() {
        SourceFile file = SourceFile.of("a,b:c.cnn", "one\ntwo");
        Diagnostic diagnostic = Diagnostic.of(Code.CNN031, "100 % wrong", file.span(4, 7), "here")
                .note("x::y");
        assertThat(GithubAnnotations.of(diagnostic))
                .isEqualTo("::error file=a%2Cb%3Ac.cnn,line=2,col=1,endLine=2,endColumn=4,"
                        + "title=CNN031%3A stride does not fit::100 %25 wrong%0Ahere%0Anote: x::y");
    }

    @Test
    void aWarningIsOne() {
        SourceFile file = SourceFile.of("a.cnn", "x");
        assertThat(GithubAnnotations.of(Diagnostic.of(Code.CNN101, "m", file.span(0, 1), "")))
                .startsWith("::warning ");
    }
}
