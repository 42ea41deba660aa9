package io.github.cnnc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small or silly files that ask for endless work, stack or memory: each ends in a diagnostic, soon. */
class CompileBombTest {

    /** What counts as endless, in processor time; what each took is printed. */
    private static final long ENDLESS_MILLIS = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 20; i++) {
            Cnnc.compile("input 9x9x1 layers (CONV(" + (i + 1) + ", 3x3, pad=1) - ReLU)*500 - BAD - SOFTMAX(10)");
        }
    }

    private static List<Code> codes(String text) {
        long start = THREADS.getCurrentThreadCpuTime();
        Compilation compilation = Cnnc.compile(text);
        long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
        assertThat(compilation.report()).hasSizeLessThan(300_000);
        System.out.printf(
                "bomb: %d ms for %s%n",
                millis, text.substring(0, Math.min(40, text.length())).replace('\n', ' '));
        assertThat(millis).as("milliseconds").isLessThan(ENDLESS_MILLIS);
        return compilation.diagnostics().stream()
                .map(Diagnostic::code)
                .distinct()
                .toList();
    }

    private static String repeated(int times, java.util.function.IntFunction<String> part) {
        return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
    }

    private static String network(String layers) {
        return "input 9x9x3\nlayers " + layers;
    }

    @Test
    void branchesOfHugeWindowsAreToldApartSoon() {
        String branches = "{ POOL(1x1000000000, stride=1, round=floor) | ID }";
        assertThat(codes("input 1x2000000000x1 layers " + branches)).containsExactly(Code.CNN034);
    }

    @Test
    void repeatsOfRepeatsEndAtTheMostLayers() {
        assertThat(codes(network("(ReLU*1000000000)*1000000000"))).containsExactly(Code.CNN060);
    }

    @Test
    void emptyRepeatsOfRepeatsEndAtTheMostSteps() {
        assertThat(codes(network("((ReLU*0)*1000000000)*1000000000"))).containsExactly(Code.CNN060);
    }

    @Test
    void repeatsAfterAnErrorEnd() {
        assertThat(codes(network("((CONVV(1) - POLO)*1000000000)*1000000000"))).containsExactly(Code.CNN014);
        assertThat(codes(network("[[[[FOO(a)]*(i in 1..9999)]*(j in 1..9999)]*(k in 1..9999)]*(l in 1..9999)")))
                .contains(Code.CNN014);
    }

    @Test
    void blocksThatDoubleEnd() {
        String blocks = "block B0 = ReLU " + repeated(64, i -> "block B" + (i + 1) + " = B" + i + " - B" + i + " ");
        assertThat(codes(blocks + network("B64"))).containsExactly(Code.CNN060);
    }

    @Test
    void blocksOfNothingThatDoubleEnd() {
        String blocks = "block B0 = ReLU*0 " + repeated(64, i -> "block B" + (i + 1) + " = B" + i + " - B" + i + " ");
        assertThat(codes(blocks + network("B64"))).containsExactly(Code.CNN060);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{"})
    void deepBracketsAreRefused(String open) {
        String close = open.equals("(") ? ")" : open.equals("[") ? "]" : "}";
        assertThat(codes(network(open.repeat(10_000) + "ReLU" + close.repeat(10_000))))
                .containsExactly(Code.CNN061);
        assertThat(codes("let a = " + open.repeat(10_000))).containsExactly(Code.CNN061);
        assertThat(codes(network(open.repeat(10_000)))).containsExactly(Code.CNN061);
    }

    @Test
    void theDeepestBracketsAllowedCompileOnASmallStack() throws InterruptedException {
        String expression = "(1 + 0*-".repeat(195) + "1" + ")".repeat(195);
        String text = network("(".repeat(195) + "ReLU" + ")".repeat(195) + " - FC(" + expression + ")");
        List<Code> found = new java.util.ArrayList<>();
        Thread thread = new Thread(null, () -> found.addAll(codes(text)), "small stack", 1 << 20);
        thread.start();
        thread.join();
        assertThat(found).isEmpty();
    }

    @Test
    void longChainsOfBlocksAreRefused() {
        String blocks = "block B0 = ReLU " + repeated(10_000, i -> "block B" + (i + 1) + " = B" + i + " ");
        assertThat(codes(blocks + network("B10000")))
                .isSubsetOf(Code.CNN061, Code.CNN062)
                .isNotEmpty();
    }

    @Test
    void longChainsOfLetsAreRefused() {
        String lets = "let a0 = 1 " + repeated(20_000, i -> "let a" + (i + 1) + " = a" + i + " ");
        assertThat(codes(lets + network("FC(a20000)"))).containsExactly(Code.CNN061);
        assertThat(codes("let a0 = 1 " + repeated(100_000, i -> "let a" + (i + 1) + "=a" + i + " ")))
                .isNotEmpty();
    }

    @Test
    void letsOfDeepExpressionsAreRefused() {
        String open = "floor(".repeat(190);
        String lets =
                "let a0 = 1 " + repeated(90, i -> "let a" + (i + 1) + " = " + open + "a" + i + ")".repeat(190) + " ");
        assertThat(codes(lets + network("FC(a90)"))).containsExactly(Code.CNN061);
    }

    @Test
    void manySuffixesAreRefused() {
        assertThat(codes(network("ReLU" + "?(true)".repeat(10_000)))).containsExactly(Code.CNN061);
        assertThat(codes(network("ReLU" + " @a".repeat(10_000)))).containsExactly(Code.CNN022);
        assertThat(codes(network("ReLU" + "*2".repeat(10_000)))).isNotEmpty();
    }

    @Test
    void longSumsAreRefusedOrCounted() {
        assertThat(codes("let a = " + "1+".repeat(500_000) + "1")).containsExactly(Code.CNN063);
        assertThat(codes(network("FC(" + "1+".repeat(45_000) + "1)"))).isEmpty();
    }

    @Test
    void manySignsAreRefusedOrCounted() {
        assertThat(codes("let a = " + "-".repeat(1_000_000) + "1")).containsExactly(Code.CNN063);
        assertThat(codes("let a = " + "not ".repeat(250_000) + "true")).containsExactly(Code.CNN063);
        assertThat(codes(network("FC(" + "-".repeat(90_000) + "1)"))).isEmpty();
        assertThat(codes(network("ReLU?(" + "not ".repeat(90_000) + "true)"))).isEmpty();
    }

    @Test
    void longRangesAndListsAreRefused() {
        assertThat(codes(network("(FC(k))*(k in 0..1000000000000000)"))).containsExactly(Code.CNN062);
        assertThat(codes("let a = [" + "1,".repeat(500_000) + "1]")).containsExactly(Code.CNN063);
        assertThat(codes(network("[FC(sum(1..99999))?(false)]*1000000"))).containsExactly(Code.CNN060);
    }

    @Test
    void listsOfListsOfListsAreNeverWrittenOut() {
        String lets = "let a0 = [1, 1, 1, 1, 1, 1, 1, 1] "
                + repeated(60, i -> "let a" + (i + 1) + " = [" + "a" + i + ", ".repeat(1) + "a" + i + ", a" + i + "] ");
        assertThat(codes(lets + network("FC(a60)"))).containsExactly(Code.CNN041);
        assertThat(codes(lets + network("[ReLU?(a60 == a60)]*3"))).containsExactly(Code.CNN023);
        assertThat(codes(lets + network("FC(2*a60)"))).containsExactly(Code.CNN060);
    }

    @Test
    void longMatricesInRepeatsEnd() {
        String rows = "[1], ".repeat(20_000) + "[1]";
        assertThat(codes("input 1x40000x1 let k = [" + rows + "] layers [FILTER(k)]*9999"))
                .containsExactly(Code.CNN060);
    }

    @Test
    void longWordsAreRefused() {
        String mega = "x".repeat(1 << 18);
        assertThat(codes(network("ReLU @" + mega + " - ReLU @" + mega))).containsExactly(Code.CNN062);
        assertThat(codes("labels [\"" + mega + "\"] " + network("FC(1)"))).containsExactly(Code.CNN062);
        assertThat(codes(network(mega))).containsExactly(Code.CNN062);
    }

    @Test
    void longPathsAreRefused() {
        String label = " @" + "x".repeat(99);
        assertThat(codes(network("(".repeat(3) + "ReLU" + (")" + label).repeat(3))))
                .isEmpty();
        assertThat(codes(network("(".repeat(50) + "ReLU @a" + (")" + label).repeat(50))))
                .containsExactly(Code.CNN062);
    }

    @Test
    void longNumbersAreRefused() {
        assertThat(codes(network("FC(" + "9".repeat(1_000_000) + ")"))).containsExactly(Code.CNN062);
        assertThat(codes(network("FC(" + "9".repeat(500_000) + "." + "9".repeat(500_000) + ")")))
                .isNotEmpty();
        assertThat(codes("expect memory < " + "9".repeat(1_000_000) + "MB " + network("ReLU")))
                .containsExactly(Code.CNN062);
        assertThat(codes("let a = " + "1x".repeat(500_000) + "1 " + network("FC(a)")))
                .isNotEmpty();
    }

    @Test
    void longSourcesAreRefused() {
        assertThat(codes(" ".repeat(2 << 20))).containsExactly(Code.CNN063);
        assertThat(codes("layers " + "ReLU-".repeat(400_000) + "ReLU")).containsExactly(Code.CNN063);
    }

    @Test
    void manyDefaultsEnd() {
        assertThat(codes(repeated(10_000, i -> "default CONV(pad=1)\n") + network("(CONV(3))*100")))
                .isEmpty();
        assertThat(codes("default " + "FC(1),".repeat(300_000) + "FC(1)")).containsExactly(Code.CNN063);
    }

    @Test
    void manyErrorsAreReportedInPart() {
        Compilation compilation = Cnnc.compile(network("BAD(1)" + "-BAD(1)".repeat(15_000)));
        assertThat(compilation.diagnostics()).hasSize(Diagnostics.MOST);
        assertThat(compilation.moreDiagnostics()).isEqualTo(15_001 - Diagnostics.MOST);
        assertThat(compilation.report()).endsWith("and 14901 more\n");
        assertThat(codes(network("BAD" + "-BAD".repeat(48_000)))).containsExactly(Code.CNN014);
        assertThat(codes("; ".repeat(95_000))).containsExactly(Code.CNN002);
        assertThat(codes("layers -\n".repeat(48_000))).containsExactly(Code.CNN001);
        assertThat(codes(repeated(20_000, i -> "let a = 1\n") + network("ReLU")))
                .containsExactly(Code.CNN016);
    }

    @Test
    void wideAndDeepInputsTakeNoMemory() {
        assertThat(codes("input 1x1x2147483647 scale=1/255 mean=0.5 layers ReLU"))
                .isEmpty();
        assertThat(codes("input 2147483647x1x1 layers FLATTEN - ReLU")).isEmpty();
        assertThat(codes("input 1x1x2147483647 layers " + "FC(2147483647)-".repeat(9) + "ReLU"))
                .containsExactly(Code.CNN062);
    }
}
