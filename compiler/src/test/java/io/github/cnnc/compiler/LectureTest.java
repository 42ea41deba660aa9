package io.github.cnnc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.layer.Filter;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.Stencil;
import io.github.cnnc.compiler.samples.SampleFiles;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lecture's examples, in its order. */
class LectureTest {

    private static CheckedNetwork network(String text) {
        return Cnnc.compile(text).network();
    }

    private static String output(String text) {
        return network(text).network().outputVolume().toString();
    }

    // -- activation functions ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "Sigmoid, -2, 0.11920292",
        "Sigmoid, 0, 0.5",
        "Tanh, 0.5, 0.46211716",
        "ReLU, -3, 0",
        "ReLU, 3, 3",
        "LeakyReLU, -3, -0.03",
        "LeakyReLU, 3, 3"
    })
    void activatesAsTheFormulaSays(String function, float x, float expected) {
        Model model = Cnnc.compile("input 1x1x1 layers " + function).load(Weights.of(Map.of()));
        assertThat(model.predict(new float[] {x})[0]).isEqualTo(expected, within(1e-7f));
    }

    // -- image kernels ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "identity,       1,  '0 0 0 0 1 0 0 0 0'",
        "edge,           1,  '1 0 -1 0 0 0 -1 0 1'",
        "edge1,          1,  '1 0 -1 0 0 0 -1 0 1'",
        "edge2,          1,  '0 1 0 1 -4 1 0 1 0'",
        "edge3,          1,  '-1 -1 -1 -1 8 -1 -1 -1 -1'",
        "sharpen,        1,  '0 -1 0 -1 5 -1 0 -1 0'",
        "box_blur,       9,  '1 1 1 1 1 1 1 1 1'",
        "gaussian_blur,  16, '1 2 1 2 4 2 1 2 1'"
    })
    void hasTheKernel(String name, double divisor, String taps) {
        Layer layer = network("input 5x5x3 layers FILTER(" + name + ")")
                .network()
                .nodes()
                .get(0)
                .layer();
        List<Double> kernel =
                ((Filter) layer).kernel().rows().stream().flatMap(List::stream).toList();
        List<Double> expected = List.of(taps.split(" ")).stream()
                .map(tap -> Double.parseDouble(tap) / divisor)
                .toList();
        assertThat(kernel).isEqualTo(expected);
        assertThat(layer.parameters()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "box_blur, '1/9*[[1,1,1],[1,1,1],[1,1,1]]'",
        "box_blur, '[[1,1,1],[1,1,1],[1,1,1]]/9'",
        "box_blur, '[[1,1,1],[1,1,1],[1,1,1]]*(1/9)'",
        "gaussian_blur, '1/16*[[1,2,1],[2,4,2],[1,2,1]]'",
        "edge3, '-[[1,1,1],[1,-8,1],[1,1,1]]'"
    })
    void readsAKernelAsTheSlideWritesIt(String name, String written) {
        for (String chain : List.of("FILTER(" + written + ")", "[FILTER(" + written + ")]*3")) {
            Filter filter = (Filter) network("input 5x5x3 layers " + chain)
                    .network()
                    .nodes()
                    .get(0)
                    .layer();
            Stencil expected = Stencil.named(name).orElseThrow();
            assertThat(filter.kernel().rows()).isEqualTo(expected.rows());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'1/9*[[1, 1, 1], [1, 1, 1], [1, 1, 1]]', '1/9*[[1, 1, 1], [1, 1, 1], [1, 1, 1]]'",
        "'1/273*[[1, 4, 7], [4, 16, 26], [7, 26, 41]]', '1/273*[[1, 4, 7], [4, 16, 26], [7, 26, 41]]'",
        "'[[0.1, 0.2]]', '1/10*[[1, 2]]'",
        "'[[0, -1], [2, 0]]', '[[0, -1], [2, 0]]'",
        "'[[0.123456789]]', '[[0.123456789]]'"
    })
    void showsAKernelAsItWouldBeWritten(String written, String shown) {
        Layer layer = network("input 5x5x3 layers FILTER(" + written + ", pad=0)")
                .network()
                .nodes()
                .get(0)
                .layer();
        assertThat(layer.text()).isEqualTo("FILTER(" + shown + ")");
    }

    /** A single white pixel shows the kernel turned by 180 degrees, as cross-correlation does. */
    @Test
    void runsAKernelOverAPicture() {
        Model model = Cnnc.compile("input 3x3x1 layers FILTER([[1, 2, 3], [4, 5, 6], [7, 8, 9]])")
                .load(Weights.of(Map.of()));
        assertThat(model.predict(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0})).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    // -- spatial dimensions -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1, 5x5x1", "2, 3x3x1"})
    void slidesA3x3FilterOver7x7(int stride, String expected) {
        assertThat(output("input 7x7x1 layers CONV(1, 3x3, stride=" + stride + ")"))
                .isEqualTo(expected);
    }

    @Test
    void doesNotFitAtStride3AndSaysWhatDoes() {
        Compilation compilation = Cnnc.compile("input 7x7x1\nlayers CONV(1, 3x3, stride=3)");
        assertThat(compilation.succeeded()).isFalse();
        Diagnostic misfit = compilation.diagnostics().get(0);
        assertThat(misfit.code()).isEqualTo(Code.CNN031);
        assertThat(compilation.report()).contains("(7 - 3 + 2*0)/3 + 1 = 2.33");
        assertThat(misfit.fixes()).isNotEmpty();
        for (Fix fix : misfit.fixes()) {
            Compilation mended = Cnnc.compile(fix.apply().text());
            assertThat(mended.succeeded()).as(mended.report()).isTrue();
        }
    }

    @Test
    void shrinks32To28To24WithoutPadding() {
        assertThat(network("input 32x32x3 layers CONV(6, 5x5) - ReLU - CONV(10, 5x5)")
                        .rows())
                .extracting(LayerRow::output)
                .containsExactly(new Volume(28, 28, 6), new Volume(28, 28, 6), new Volume(24, 24, 10));
    }

    @Test
    void keeps7x7WithOnePixelOfPadding() {
        assertThat(output("input 7x7x1 layers CONV(1, 3x3, pad=1)")).isEqualTo("7x7x1");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7})
    void preservesTheSizeWithAPaddingOfHalfTheFilter(int f) {
        String filter = f + "x" + f;
        assertThat(output("input 32x32x3 let F = %d layers CONV(8, %s, stride=1, pad=(F-1)/2)".formatted(f, filter)))
                .isEqualTo("32x32x8");
        assertThat(output("input 32x32x3 layers CONV(8, %s, pad=same)".formatted(filter)))
                .isEqualTo("32x32x8");
    }

    @ParameterizedTest
    @CsvSource({
        // (32 - 5 + 2P)/2 + 1 is whole for no P: one column more at one side
        "32, 15x15x8, '[0, 1, 0, 1]'",
        "33, 15x15x8, 0",
        "35, 16x16x8, 0"
    })
    void takesTheSmallestPaddingThatFits(int size, String expected, String chosen) {
        CheckedNetwork network = network("input %dx%dx3 layers CONV(8, F=5, S=2, P=?)".formatted(size, size));
        LayerRow row = network.rows().get(0);
        assertThat(row.output()).hasToString(expected);
        assertThat(row.text()).isEqualTo("CONV(8, 5x5, stride=2" + (chosen.equals("0") ? "" : ", pad=" + chosen) + ")");
    }

    @Test
    void takesTheLecturesLetters() {
        assertThat(output("input 32x32x3 layers CONV(K=10, F=5, S=1, P=2)")).isEqualTo("32x32x10");
    }

    @Test
    void has760ParametersInTenFiltersOf5x5() {
        CheckedNetwork network = network("input 32x32x3 layers CONV(10, 5x5, stride=1, pad=2)");
        assertThat(network.network().outputVolume()).hasToString("32x32x10");
        assertThat(network.totals().parameters()).isEqualTo(760);
        assertThat(network.rows().get(0).formula()).isEqualTo("(5*5*3)*10 + 10");
    }

    // -- pooling ----------------------------------------------------------------------------------------------------

    @Test
    void poolsTheMaximumOf2x2() {
        assertThat(output("input 224x224x64 layers POOL")).isEqualTo("112x112x64");
        Model model = Cnnc.compile("input 4x4x1 layers POOL").load(Weights.of(Map.of()));
        float[] picture = {1, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4};
        assertThat(model.predict(picture)).containsExactly(6, 8, 3, 4);
    }

    // -- case study: VGG16 ------------------------------------------------------------------------------------------

    @Test
    void countsVgg16AsTheLectureDoes() {
        CheckedNetwork vgg = SampleFiles.compile("vgg16.cnn").network();
        List<String> table = vgg.rows().stream()
                .filter(Predicate.not(
                        row -> row.kind().equals("ReLU") || row.kind().equals("SOFTMAX")))
                .map(row -> row.output() + " " + (row.formula().isEmpty() ? "0" : row.formula()))
                .toList();
        assertThat(table)
                .containsExactly(
                        "224x224x64 (3*3*3)*64 + 64",
                        "224x224x64 (3*3*64)*64 + 64",
                        "112x112x64 0",
                        "112x112x128 (3*3*64)*128 + 128",
                        "112x112x128 (3*3*128)*128 + 128",
                        "56x56x128 0",
                        "56x56x256 (3*3*128)*256 + 256",
                        "56x56x256 (3*3*256)*256 + 256",
                        "56x56x256 (3*3*256)*256 + 256",
                        "28x28x256 0",
                        "28x28x512 (3*3*256)*512 + 512",
                        "28x28x512 (3*3*512)*512 + 512",
                        "28x28x512 (3*3*512)*512 + 512",
                        "14x14x512 0",
                        "14x14x512 (3*3*512)*512 + 512",
                        "14x14x512 (3*3*512)*512 + 512",
                        "14x14x512 (3*3*512)*512 + 512",
                        "7x7x512 0",
                        "1x1x4096 (7*7*512)*4096 + 4096",
                        "1x1x4096 4096*4096 + 4096",
                        "1x1x1000 4096*1000 + 1000");
        assertThat(vgg.totals().parameters()).isEqualTo(138_357_544);
        assertThat(vgg.totals().macs()).isEqualTo(15_470_264_320L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vgg16-stages.cnn", "vgg16-layers.cnn"})
    void saysVgg16InOtherWays(String sample) {
        assertThat(SampleFiles.compile(sample).network().rows())
                .isEqualTo(SampleFiles.compile("vgg16.cnn").network().rows());
    }

    // -- summary ----------------------------------------------------------------------------------------------------

    @Test
    void takesNMAndKOfTheBareFormulaFromOutside() {
        Options outside =
                Options.NONE.input("32x32x3").define("N", "2").define("M", "3").define("K", "1");
        CheckedNetwork network =
                SampleFiles.compile("lecture/formula.cnn", outside).network();
        assertThat(network.rows())
                .extracting(LayerRow::kind)
                .containsExactly(
                        "CONV", "ReLU", "CONV", "ReLU", "POOL", "CONV", "ReLU", "CONV", "ReLU", "POOL", "CONV", "ReLU",
                        "CONV", "ReLU", "POOL", "FC", "ReLU", "FC", "SOFTMAX");
        assertThat(network.network().outputVolume()).hasToString("1x1x10");
    }

    @Test
    void missesNMAndKOfTheBareFormulaWhereTheyAreNotGiven() {
        Compilation compilation = SampleFiles.compile("lecture/formula.cnn", Options.NONE.input("32x32x3"));
        assertThat(compilation.succeeded()).isFalse();
        assertThat(compilation.report()).contains("`N`", "`M`", "`K`");
    }
}
