package io.github.cnnc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FormatterTest {

    private static void formats(String text, String expected) {
        assertThat(Layout.formatted(text)).isEqualTo(expected);
        assertThat(Layout.formatted(expected)).as("again").isEqualTo(expected);
    }

    // -- statements -------------------------------------------------------------------------------------------------

    @Test
    void whatStatementsSayStandsInOneColumn() {
        formats(
                "network VGG16( classes=1000 ) input 224x224x3 default CONV([64,128],3x3,pad=1),FC( 4096 )\n"
                        + "let N=[2,2],M = 2 , K=2 layers [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K,SOFTMAX(classes)"
                        + " expect params 138_357_544 expect memory<=64MB",
                """
                network VGG16(classes = 1000)
                input   224x224x3
                default CONV([64, 128], 3x3, pad=1), FC(4096)
                let     N = [2, 2], M = 2, K = 2
                layers  [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K, SOFTMAX(classes)
                expect  params 138_357_544
                expect  memory <= 64MB
                """);
    }

    @Test
    void theColumnIsAsFarLeftAsTheWordsAllow() {
        formats("use   \"a.cnn\"\nlet N=1", """
                use "a.cnn"
                let N = 1
                """);
    }

    @Test
    void aFormulaNeedsNoStatement() {
        formats("  ( CONV(32) - ReLU ) * N , SOFTMAX( 10 )  ", "(CONV(32)-ReLU)*N, SOFTMAX(10)\n");
    }

    @Test
    void ofEmptyLinesOneStays() {
        formats("\n\ninput 8x8x1\n\n\n\nlayers ID\nexpect params 0\n\n", """
                input  8x8x1

                layers ID
                expect params 0
                """);
    }

    @Test
    void nothingStaysNothing() {
        formats("", "");
        formats(" \n ", "");
        formats("\n\n# only this ", "# only this\n");
    }

    @Test
    void optionsOfTheInputTouchTheirValues() {
        formats(
                "input width = 2 * w+1 height=480 depth=3 rgb scale = 1 / 255",
                "input width=2*w+1 height=480 depth=3 rgb scale=1/255\n");
    }

    @Test
    void aBlockWithDefinitionsOfItsOwnStandsBelowItsHead() {
        formats("block Down(k,act=true)=let n=2 default CONV(pad=1) CONV(k)-BN layers Down(3)", """
                block  Down(k, act = true) =
                         let     n = 2
                         default CONV(pad=1)
                         CONV(k) - BN
                layers Down(3)
                """);
    }

    @Test
    void aBlockThatItsAuthorBrokeStaysBroken() {
        formats("block B = \n CONV(3)\nblock C = CONV(3)", """
                block B =
                        CONV(3)
                block C = CONV(3)
                """);
    }

    // -- chains -----------------------------------------------------------------------------------------------------

    @Test
    void chainsAreSpacedAndThoseInBracketsTight() {
        formats(
                "layers Stage(64,2)-Stage(128 , 2)-(FC(4096) - ReLU)*2-FC(1000)-SOFTMAX",
                "layers Stage(64, 2) - Stage(128, 2) - (FC(4096)-ReLU)*2 - FC(1000) - SOFTMAX\n");
    }

    @Test
    void whatHasLabelsOrBracesIsSpacedInBracketsToo() {
        formats(
                "layers (CONV(8)@a-ReLU)*2-({ID+CONV(8)-BN}-ReLU)*2",
                "layers (CONV(8) @a - ReLU)*2 - ({ ID + CONV(8)-BN } - ReLU)*2\n");
    }

    @Test
    void theSeparatorsStayWhatTheyAre() {
        formats("layers CONV,ReLU-POOL,SOFTMAX", "layers CONV, ReLU - POOL, SOFTMAX\n");
    }

    @Test
    void suffixesTouchButLabels() {
        formats(
                "layers POOL ? ( i%2==1 )*3@x - ( CONV(k) ) * ( k in [16,32] )",
                "layers POOL?(i % 2 == 1)*3 @x - (CONV(k))*(k in [16, 32])\n");
        formats("layers relu ? (a) : tanh ? (b) : (CONV(8) - relu)*2", "layers ReLU?(a):Tanh?(b):(CONV(8)-ReLU)*2\n");
        formats(
                "layers { Body(16) + ID }?(a)\n:Body(16)*2 ? (b)\n:tanh - gap",
                "layers { Body(16) + ID }?(a)\n         : Body(16)*2?(b)\n         : Tanh - GAP\n");
    }

    @Test
    void layersAreSpelledAsInTheReferenceAndOtherNamesStay() {
        formats(
                "block conv1(RELU)=Conv(RELU)-RELU layers leakyrelu-Unknown",
                "block  conv1(RELU) = CONV(RELU) - ReLU\nlayers LeakyReLU - Unknown\n");
    }

    @Test
    void theSignsOfSlidesBecomeThoseOfKeyboards() {
        formats("layers (CONV(3\u00d73)\u2013ReLU)\u2217N \u2212 POOL", "layers (CONV(3x3)-ReLU)*N - POOL\n");
    }

    @Test
    void lineBreaksStayAfterCommasAndBeforeDashes() {
        formats("layers CONV -\n ReLU\n , POOL - \n\n FC(3),\nSOFTMAX", """
                layers CONV
                       - ReLU,
                       POOL

                       - FC(3),
                       SOFTMAX
                """);
    }

    @Test
    void aLongChainIsBrokenBeforeADash() {
        String chain = IntStream.range(0, 12).mapToObj(i -> "CONV(64, 3x3)").collect(Collectors.joining("-"));
        formats("layers " + chain, """
                layers CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3)
                       - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3) - CONV(64, 3x3)
                """);
    }

    @Test
    void branchesThatDoNotFitStandBelowOneAnother() {
        String branch = "CONV(k, stride=2, pad=1)-BN-ReLU-CONV(k, 3x3, pad=1)-BN";
        formats("block Down(k) = {" + branch + "+" + branch + "+ID}-ReLU", """
                block Down(k) =
                        { CONV(k, stride=2, pad=1) - BN - ReLU - CONV(k, 3x3, pad=1) - BN
                        + CONV(k, stride=2, pad=1) - BN - ReLU - CONV(k, 3x3, pad=1) - BN
                        + ID } - ReLU
                """);
    }

    @Test
    void whatIsLinedUpStaysLinedUp() {
        formats("layers CONV(6, 5x5)  - Tanh - AVGPOOL,\nCONV(120, 5x5) - Tanh,\nPOOL,\nSOFTMAX", """
                layers CONV(6, 5x5)   - Tanh - AVGPOOL,
                       CONV(120, 5x5) - Tanh,
                       POOL,
                       SOFTMAX
                """);
        formats("layers CONV(6, 5x5) - Tanh,\nCONV(120, 5x5) - Tanh", """
                layers CONV(6, 5x5) - Tanh,
                       CONV(120, 5x5) - Tanh
                """);
    }

    @Test
    void valuesThatAreLinedUpStayLinedUpAtTheRight() {
        formats("let a = [ 1,2],\nbcd = [30,  400],\n e = [5, 6, 7]", """
                let a   = [ 1,   2],
                    bcd = [30, 400],
                    e = [5, 6, 7]
                """);
        formats("layers B(1,  20) @x,\nB(100, 2+1) - ReLU,\nC(1,  2)", """
                layers B(  1,    20) @x,
                       B(100, 2 + 1) - ReLU,
                       C(1, 2)
                """);
        formats("layers FILTER([[ 0,-1],\n[-1,5]],pad=1)", """
                layers FILTER([[ 0, -1],
                               [-1,  5]], pad=1)
                """);
    }

    @Test
    void valuesThatAreNotLinedUpAreNot() {
        formats("let a = [1, 2],\n b = [30, 400]", """
                let a = [1, 2],
                    b = [30, 400]
                """);
        formats("layers B(1, 20),\nB(100, 3)", """
                layers B(1, 20),
                       B(100, 3)
                """);
        formats("layers B( 1,   20), B(100, 3)", "layers B(1, 20), B(100, 3)\n");
    }

    @Test
    void longListsAreFilled() {
        String labels = IntStream.range(10, 40).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        formats("labels [" + labels + "]", """
                labels ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27",
                        "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39"]
                """);
    }

    @Test
    void theRowsOfAMatrixStayRows() {
        formats("layers FILTER([[0,-1],\n[-1,5]],pad=1)", """
                layers FILTER([[0, -1],
                               [-1, 5]], pad=1)
                """);
    }

    // -- expressions ------------------------------------------------------------------------------------------------

    @Test
    void productsAreCloserThanSums() {
        formats(
                "let a=1+2 *b/3,c=(a+1)* -b,d=not a>=1 and b or a%2!=1,e=0 .. n+1,f=min( a,2 )",
                "let a = 1 + 2*b/3, c = (a + 1)*-b, d = not a >= 1 and b or a % 2 != 1, e = 0..n+1, f = min(a, 2)\n");
    }

    @Test
    void namedArgumentsHaveNoBlanks() {
        formats("layers CONV(k + 1, pad = (F-1) / 2, P = ?)", "layers CONV(k + 1, pad=(F-1)/2, P=?)\n");
    }

    // -- comments ---------------------------------------------------------------------------------------------------

    @Test
    void commentsStayWhereTheyAre() {
        formats("""
                # above

                # and again
                input 8x8x1 # behind
                  # indented
                let N = [1, # in a list
                  2], M=2# close
                layers CONV(8, 3x3, # in arguments
                  pad=1) - ReLU, # in a chain
                  # above a step
                  [ # in a bracket
                  POOL # before its end
                  ]*M - { # first
                  ID # a
                  + # b
                  ID }
                # the end
                """, """
                # above

                # and again
                input  8x8x1  # behind
                # indented
                let    N = [1,              # in a list
                            2], M = 2       # close
                layers CONV(8, 3x3,         # in arguments
                            pad=1) - ReLU,  # in a chain
                       # above a step
                       [      # in a bracket
                        POOL  # before its end
                        ]*M
                       - {     # first
                           ID  # a
                         # b
                         + ID }
                # the end
                """);
    }

    @Test
    void commentsBehindNeighbouringLinesAreLinedUp() {
        formats("layers CONV(64), # one\nReLU, # two\nPOOL - # three\nFC(3)", """
                layers CONV(64),  # one
                       ReLU,      # two
                       POOL       # three
                       - FC(3)
                """);
    }

    // -- files ------------------------------------------------------------------------------------------------------

    @Test
    void lineEndsStayThoseOfTheFile() {
        assertThat(Layout.formatted("input 8x8x1\r\nlayers ID")).isEqualTo("input  8x8x1\r\nlayers ID\r\n");
    }

    @Test
    void whatDoesNotFollowTheGrammarIsADiagnostic() {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(Formatter.format(SourceFile.of("a.cnn", "layers CONV("), diagnostics))
                .isEmpty();
        assertThat(diagnostics.all()).extracting(Diagnostic::code).containsExactly(Code.CNN001);
    }

    @Test
    void whatMeansNothingIsLaidOutAllTheSame() {
        formats("layers CONV(9999999999999999999999,x)", "layers CONV(9999999999999999999999, x)\n");
    }

    @Test
    void theLargestAndDeepestTextsTakeNoTime() {
        String wide = "layers " + "CONV(8)-ReLU,".repeat(12_000) + "ID";
        String commented = "# c\nlet a=[1,# one\n2] # two\n".repeat(10_000);
        String deep = "layers " + "(".repeat(199) + "CONV-ReLU" + "-POOL)*2".repeat(199);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(Layout.formatted(wide).lines().count()).isEqualTo(1715);
            assertThat(Layout.formatted(commented).lines().count()).isEqualTo(30_000);
            assertThat(Layout.formatted(deep).lines().count())
                    .isEqualTo(Layout.formatted(Layout.formatted(deep)).lines().count());
        });
    }
}
