package io.github.cnnc.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual slips of the hand, and what is said about them. */
class SyntaxErrorsTest {

    private static List<Diagnostic> errors(String text) {
        Diagnostics diagnostics = new Diagnostics();
        boolean parsed = Parser.parse(SourceFile.of("t.cnn", text), diagnostics).isPresent();
        assertThat(parsed).isEqualTo(!diagnostics.hasErrors());
        return diagnostics.all();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "CONV(32 - ReLU; `(` is never closed",
                "[(CONV]*3; `]` where `)` was expected",
                "layers CONV); `)` closes nothing",
                "POOL*; a count is missing after `*`",
                "POOL:CONV; no condition stands before this `:`",
                "POOL?(true):CONV:FC(1); no condition stands before this `:`",
                "POOL?(true)*2:CONV; no condition stands before this `:`",
                "POOL?(true):; a layer is missing after `:`",
                "POOL(kernel: 3); `:` does not belong here",
                "let N: 3; `:` does not belong here",
                "POOL* - CONV; a count is missing after `*`",
                "CONV 32; arguments stand in parentheses",
                "layers CONV 32 - ReLU; arguments stand in parentheses",
                "default CONV 3; arguments stand in parentheses",
                "CONV(8, 3 x 3); a size is written without spaces",
                "CONV(8, 3 x3); a size is written without spaces",
                "input 3 x 3 x 1; the size of the input is written with `x`",
                "input 3*3*1; the size of the input is written with `x`",
                "input 3, 3, 1; the size of the input is written with `x`",
                "layer CONV; there is no statement `layer`",
                "Layers CONV; there is no statement `Layers`",
                "inptu 3x3x3; there is no statement `inptu`",
                "let N 3; `=` is missing before `3`",
                "let N == 3; `==` compares, a value is given with `=`",
                "block B == FC(3); `==` compares, a value is given with `=`",
                "let N := 3; `:=` does not belong here",
                "expect params = 10; `=` gives a value, `==` compares",
                "POOL?(width = 3); `=` gives a value, `==` compares",
                "input 3x3x1, 5x5x1; a network has one input",
                "A => B |> C; layers are joined by `-` alone",
                "A // what; a comment begins with `#`",
                "A /* what */; a comment begins with `#`",
                "block B(k) CONV(k); `=` is missing before `CONV`",
                "FC(3) - ReLU input 3x3x3; this belongs to no statement",
                "layers FC(1) FC(2); `-` is missing between two layers",
                "(FC(1)) (FC(2)); `-` is missing between two layers",
                "FC(1)*2 POOL; `-` is missing between two layers",
                "FC(3,); `,` is one too many",
                "FC(,3); `,` is one too many",
                "FC(3,,4); `,` is one too many",
                "A - - B; `-` is one too many",
                "(A - ); `-` is one too many",
                "layers A - B -; a layer is missing after `-`",
                "layers; a layer is missing after `layers`",
                "A -> B; layers are joined by `-` alone",
                "A + B; `+` does not join layers one after the other",
                "{ A + B | C }; branches are joined by one operator",
                "POOL?; a condition is missing after `?`",
                "POOL? - A; a condition is missing after `?`",
                "let in = 3; `in` is a reserved word and cannot be a name",
                "let input = 3; `input` is a reserved word and cannot be a name",
                "A @layers; `layers` is a reserved word and cannot be a name",
                "FC(units 3); `=` or `,` is missing before `3`",
                "let a = [1 2]; `,` is missing before `2`",
                "let a = ; the statement breaks off",
                "expect; the statement breaks off",
                "A - 3; `3` does not belong here",
                "FC(pad=); `)` does not belong here"
            })
    void aSlipIsNamed(String text, String message) {
        assertThat(errors(text)).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.CNN001);
            assertThat(d.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONV 32",
                "CONV(8, 3 x 3)",
                "input 3 x 3 x 1",
                "layer CONV",
                "let N 3",
                "FC(1) FC(2)",
                "FC(3,)",
                "FC(,3)",
                "A - - B",
                "layers A -",
                "A -> B",
                "FC(units 3)",
                "let a = [1 2]",
                "CONV(32 - ReLU",
                "[(CONV]*3",
                "layers A)",
                "A; - B",
                "A \u2192 B",
                "layers FC(1)\nFC(2)",
                "block B(k) CONV(k)",
                "let N == 3",
                "let N := 3",
                "expect params = 10",
                "POOL?(width = 3)",
                "A => B |> C --> D",
                "A /* one\n * two */ - B // three",
                "A\u3000\uFF0D B\uFF08\uFF13\uFF09",
                "A \u2014 B",
                "labels \u201Cfile.txt\u201D"
            })
    void aFixOfASlipFollowsTheGrammar(String text) {
        List<Fix> fixes = errors(text).get(0).fixes();
        assertThat(fixes).isNotEmpty();
        fixes.forEach(
                fix -> assertThat(errors(fix.apply().text())).as("%s", fix).isEmpty());
    }

    @Test
    void eachStatementIsReportedOnceAndHidesNoOther() {
        String text =
                "input 3 x 3 x 1\nlet a 1 2 3 b 4\nblock B = (A\nlayer CONV 3 4 5\nexpect params <\nlabels [\"a\", ]";
        assertThat(errors(text))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`(` is never closed",
                        "the size of the input is written with `x`",
                        "`=` is missing before `1`",
                        "the statement breaks off",
                        "`,` is one too many");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "FC(; `(` is never closed", "A B; `-` before this", "expect 3; expected a name",
                "let a = 3 4; expected the end of the statement", "A @ 3; expected a name",
                        "FC(1 = 2); expected `,` or `)`",
                "3; expected a layer, a block or a bracket", "expect params; expected a value"
            })
    void whatCouldStandThereIsShort(String text, String label) {
        Diagnostic diagnostic = errors(text).get(0);
        assertThat(diagnostic.message() + diagnostic.primary().text()).contains(label);
    }

    @Test
    void aNetworkHasOneOutput() {
        assertThat(errors("layers FC(3)\noutput FC(4)"))
                .extracting(Diagnostic::message)
                .containsExactly("there is no statement `output`");
    }

    @Test
    void anOwnLetOfABlockIsNoNewStatement() {
        assertThat(errors("block B(k) =\n  let n = k\n  default CONV(n)\n  CONV - ReLU\nlet m = 1\nlayers B(m)"))
                .isEmpty();
        assertThat(errors("block B(k) =\n  let n = k\n  default CONV(n)\n  CONV ReLU\nlayers B(m)"))
                .extracting(Diagnostic::message)
                .containsExactly("`-` is missing between two layers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "# nothing",
                "input 3x3x1\n  rgb\n  scale=1/255",
                "layers\nA\n-\nB",
                "layers A -\nlabels1 - B",
                "let a = 1,\n  use1 = 2",
                "let a = \"# no comment\""
            })
    void whatFollowsTheGrammarHasNoErrors(String text) {
        assertThat(errors(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input 8x8x1\nCONV(8)-ReLU",
                "input 8x8x1 CONV-ReLU",
                "input 8x8x1\nlet N=2\n(CONV(8)-ReLU)*N",
                "input 8x8x1\ndefault CONV(8)\n[CONV-POOL]*2",
            })
    void aChainWithoutTheWordLayers(String text) {
        Diagnostic diagnostic = errors(text).get(0);

        assertThat(diagnostic.message()).isEqualTo("this belongs to no statement");
        assertThat(errors(diagnostic.fixes().get(0).apply().text())).isEmpty();
    }
}
