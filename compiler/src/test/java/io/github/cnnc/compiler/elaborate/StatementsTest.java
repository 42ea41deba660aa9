package io.github.cnnc.compiler.elaborate;

import static io.github.cnnc.compiler.elaborate.Networks.codes;
import static io.github.cnnc.compiler.elaborate.Networks.good;
import static io.github.cnnc.compiler.elaborate.Networks.layers;
import static io.github.cnnc.compiler.elaborate.Networks.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.runtime.InputFormat.Channels;
import io.github.cnnc.runtime.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement of the language. */
class StatementsTest {

    private static InputSpec input(String statement) {
        return good(Cnnc.compile(statement + " layers ReLU"))
                .network()
                .network()
                .input();
    }

    @Test
    void theLecturesFormulaIsVgg16() {
        Compilation vgg = good(Cnnc.compile("""
                network VGG16(classes = 1000)
                input   224x224x3
                default CONV([64, 128, 256, 512, 512], 3x3, pad=1), FC(4096)
                let     N = [2, 2, 3, 3, 3], M = 5, K = 2
                layers  [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K, SOFTMAX(classes)
                expect  params 138_357_544
                """));
        assertThat(vgg.network().totals().parameters()).isEqualTo(138_357_544L);
        assertThat(vgg.network().network().name()).isEqualTo("VGG16");
    }

    @Test
    void blocksSayTheSameNetwork() {
        Compilation vgg = good(Cnnc.compile("""
                input  224x224x3
                block  Stage(k, n) = (CONV(k, 3x3, pad=1)-ReLU)*n - POOL
                layers Stage(64, 2) - Stage(128, 2) - Stage(256, 3) - Stage(512, 3)*2 - (FC(4096)-ReLU)*2 - FC(1000) - SOFTMAX
                """));
        assertThat(vgg.network().totals().parameters()).isEqualTo(138_357_544L);
    }

    @Test
    void aFileMayBeAFormulaAlone() {
        Options options =
                Options.NONE.input("32x32x3").define("N", "2").define("M", "2").define("K", "1");
        Compilation formula =
                good(Cnnc.compile("[(CONV(32, pad=1)-ReLU)*N-POOL]*M-(FC(128)-ReLU)*K, SOFTMAX(10)", options));
        assertThat(formula.network().rows()).hasSize(14);
    }

    @Test
    void aParameterHasItsDefaultOrTheValueFromOutside() {
        String text = "network Net(k = 3, q) input 9x9x1 layers FC(k) - FC(q)";
        assertThat(layers(good(Cnnc.compile(text, Options.NONE.define("q", "2 + 2")))))
                .containsExactly("FC(3)", "FC(4)");
        assertThat(layers(good(Cnnc.compile(text, Options.NONE.define("q", "4").define("k", "5")))))
                .containsExactly("FC(5)", "FC(4)");
        assertThat(codes(text)).containsExactly(Code.CNN017);
    }

    @Test
    void aParametersDefaultMayReadAnotherParameter() {
        assertThat(layers("network Net(k = 3, q = 2*k) input 9x9x1 layers FC(q)"))
                .containsExactly("FC(6)");
    }

    @Test
    void aValueFromOutsideMayBeAList() {
        Options options = Options.NONE.define("N", "[1, 2]");
        assertThat(layers(good(Cnnc.compile("network A(N = 1) input 9x9x1 layers [FC(N)]*2", options))))
                .containsExactly("FC(1)", "FC(2)");
    }

    @Test
    void aValueFromOutsideThatNothingReadsIsRefused() {
        Compilation unread = Cnnc.compile("input 9x9x1 layers ReLU", Options.NONE.define("q", "1"));
        assertThat(unread.diagnostics()).extracting(d -> d.code()).containsExactly(Code.CNN018);
        Compilation let = Cnnc.compile("let q = 2 input 9x9x1 layers FC(q)", Options.NONE.define("q", "1"));
        assertThat(let.diagnostics()).extracting(d -> d.code()).containsExactly(Code.CNN018);
    }

    @Test
    void theInputFromOutsideTakesThePlaceOfTheFiles() {
        Compilation other = good(Cnnc.compile("input 9x9x1 layers ReLU", Options.NONE.input("5x4x3")));
        assertThat(other.network().network().outputVolume()).hasToString("5x4x3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input 5x4x3",
                "input 5X4X3",
                "input 5\u00d74\u00d73",
                "input width=5 height=4 depth=3",
                "input depth=3 width=2+3 height=4"
            })
    void theInputIsWidthHeightDepth(String statement) {
        assertThat(output(statement + " layers ReLU")).isEqualTo("5x4x3");
    }

    @ParameterizedTest
    @CsvSource({"5x5x3, RGB", "5x5x1, GRAY", "5x5x2, NONE", "5x5x3 rgb, RGB", "5x5x3 bgr, BGR", "5x5x1 gray, GRAY"})
    void channelsFollowTheDepthOrTheWord(String size, Channels channels) {
        assertThat(input("input " + size).format().channels()).isEqualTo(channels);
    }

    @Test
    void scaleMeanAndStdAreCompiledIn() {
        InputSpec spec = input("input 5x5x3 rgb scale=1/255 mean=[0.5, 0.25, 0] std=2");
        assertThat(spec.scale()).isEqualTo(1 / 255.0);
        assertThat(spec.mean()).containsExactly(0.5, 0.25, 0.0);
        assertThat(spec.std()).containsExactly(2.0);
        assertThat(spec.isPlain()).isFalse();
        assertThat(input("input 5x5x3").isPlain()).isTrue();
    }

    @Test
    void labelsAreAListOrTheLinesOfAFile() {
        List<String> list = good(Cnnc.compile("input 3x3x1 labels [\"cat\", \"a \\\"dog\\\"\"] layers FC(2)"))
                .network()
                .network()
                .labels();
        assertThat(list).containsExactly("cat", "a \"dog\"");
        Compilation file = Networks.with(
                Map.of("names.txt", "cat\ndog\r\nbird\n\n"), "input 3x3x1 labels \"names.txt\" layers FC(3)");
        assertThat(good(file).network().network().labels()).containsExactly("cat", "dog", "bird");
    }

    @Test
    void theByteOrderMarkOfALabelFileBelongsToNoLabel() {
        Compilation file =
                Networks.with(Map.of("names.txt", "\uFEFFcat\ndog"), "input 3x3x1 labels \"names.txt\" layers FC(2)");
        assertThat(good(file).network().network().labels()).containsExactly("cat", "dog");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF", "\uFEFF\n"})
    void aLabelFileWithoutLabelsIsAnError(String empty) {
        Compilation file = Networks.with(Map.of("names.txt", empty), "input 3x3x1 labels \"names.txt\" layers FC(2)");
        assertThat(file.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.CNN054);
            assertThat(d.message()).isEqualTo("0 labels for an output of 2 classes");
        });
        assertThat(Networks.codes("input 3x3x1 labels [] layers FC(2)")).containsExactly(Code.CNN054);
    }

    /** What {@code \R} of regular expressions, other readers' lines, or Java's own lexer take for something of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u2028b", "a\u2029b", "a\u0085b", "a\fb", "a\u000bb", "\uFEFFa", "a\tb", "a\0b"})
    void aLabelMayHoldAnyCharacter(String label) {
        Compilation compiled = Cnnc.compile("input 1x1x1 labels [\"" + label + "\"] layers FC(1)");
        Weights weights = Weights.random(compiled.network().network().tensors(), 1);
        assertThat(compiled.load(weights).labels()).containsExactly(label);
    }

    @Test
    void letsMayStandInAnyOrder() {
        assertThat(layers("input 3x3x1 layers FC(a) let a = b + 1, b = 2")).containsExactly("FC(3)");
    }

    @Test
    void defaultsAddUpAndALaterOneWinsArgumentByArgument() {
        assertThat(
                        layers(
                                "default CONV(8, 5x5, pad=1) default CONV(pad=2), FC(3) input 9x9x1 layers CONV - CONV(4) - FC"))
                .containsExactly("CONV(8, 5x5, pad=2)", "CONV(4, 5x5, pad=2)", "FC(3)");
    }

    @Test
    void aBlocksOwnDefaultsComeFirst() {
        assertThat(
                        layers(
                                "default CONV(8, 1x1) block B = default CONV(4) let n = 2 CONV*n input 9x9x1 layers CONV - B - CONV"))
                .containsExactly("CONV(8, 1x1)", "CONV(4, 1x1)", "CONV(4, 1x1)", "CONV(8, 1x1)");
    }

    @Test
    void blocksTakePositionalNamedAndDefaultArguments() {
        assertThat(layers("block B(k, n = k + 1) = FC(k) - FC(n) input 3x3x1 layers B(1) - B(1, 5) - B(n=7, k=2)"))
                .containsExactly("FC(1)", "FC(2)", "FC(1)", "FC(5)", "FC(2)", "FC(7)");
    }

    @Test
    void useBringsBlocksAndLetsOfAnotherFile() {
        Compilation used = Networks.with(
                Map.of("lib.cnn", "use \"deep.cnn\" block B(k) = FC(k*two)", "deep.cnn", "let two = 2"),
                "use \"lib.cnn\" input 3x3x1 layers B(3) - FC(two)");
        assertThat(layers(good(used))).containsExactly("FC(6)", "FC(2)");
    }

    @Test
    void aFileUsedTwiceByTwoWaysIsNoClash() {
        Compilation used = Networks.with(
                Map.of("a.cnn", "use \"c.cnn\"", "b.cnn", "use \"c.cnn\"", "c.cnn", "let k = 2"),
                "use \"a.cnn\" use \"b.cnn\" input 3x3x1 layers FC(k)");
        assertThat(layers(good(used))).containsExactly("FC(2)");
    }

    @Test
    void filesThatUseOneAnotherInACircleAreRefused() {
        Compilation circle = Networks.with(
                Map.of("a.cnn", "use \"b.cnn\"", "b.cnn", "use \"a.cnn\""), "use \"a.cnn\" input 3x3x1 layers ReLU");
        assertThat(circle.diagnostics()).extracting(d -> d.code()).containsExactly(Code.CNN015);
    }

    @Test
    void whatAMissingFileWouldDefineIsNotUnknown() {
        Compilation missing = Networks.with(Map.of(), "use \"a.cnn\" input 3x3x1 layers B(k) - FC(n)");
        assertThat(missing.diagnostics()).extracting(d -> d.code()).containsExactly(Code.CNN003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "params 20",
                "params == 20",
                "params <= 20",
                "params > 19",
                "params != 3",
                "output 1x1x2",
                "output != 1x1x3",
                "macs 18",
                "macs < 1_000",
                "memory <= 1KB",
                "memory < 0.5MB",
                "memory >= 124B",
                "params sum([10, 10])"
            })
    void expectationsThatHoldSayNothing(String expectation) {
        assertThat(layers("input 3x3x1 layers FC(2) expect " + expectation)).containsExactly("FC(2)");
    }

    @ParameterizedTest
    @CsvSource({
        "params 21, CNN050",
        "params < 20, CNN050",
        "output 1x1x3, CNN051",
        "output != 1x1x2, CNN051",
        "macs 19, CNN052",
        "memory < 100B, CNN053",
        "params 1.5, CNN023",
        "output 3, CNN023",
        "output < 1x1x3, CNN027",
        "colour 3, CNN027"
    })
    void expectationsThatDoNotHoldAreErrors(String expectation, Code code) {
        assertThat(codes("input 3x3x1 layers FC(2) expect " + expectation)).containsExactly(code);
    }

    @Test
    void aLetThatNothingReadsIsCheckedToo() {
        assertThat(codes("input 3x3x1 let a = 1/0, b = c layers ReLU")).containsExactly(Code.CNN026, Code.CNN013);
    }

    @Test
    void commentsAndNewlinesAreFree() {
        assertThat(layers("# one\ninput # two\n 3x3x1 layers\n\tFC(\n2 # three\n) # four"))
                .containsExactly("FC(2)");
    }

    @Test
    void everyErrorIsFoundInOneRunAndNoneFollowsFromAnother() {
        assertThat(codes(
                        "input 9x9x1 layers CONV(1, stride=4) - CONV(2, stride=100) - FOO - FC(a) - POOL(b=1) - FC(0)"))
                .containsExactly(Code.CNN031, Code.CNN014, Code.CNN013, Code.CNN020, Code.CNN024);
    }
}
