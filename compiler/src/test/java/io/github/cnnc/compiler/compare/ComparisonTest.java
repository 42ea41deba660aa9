package io.github.cnnc.compiler.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.compare.LayerChange.Added;
import io.github.cnnc.compiler.compare.LayerChange.Changed;
import io.github.cnnc.compiler.compare.LayerChange.Removed;
import io.github.cnnc.compiler.samples.SampleFiles;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static Comparison compare(String before, String after) {
        return Comparison.of(
                Cnnc.compile("input 8x8x4 layers " + before).network(),
                Cnnc.compile("input 8x8x4 layers " + after).network());
    }

    /** One line a layer: {@code =conv1 conv2} is the first network's conv1, which the second calls conv2. */
    private static List<String> changes(String before, String after) {
        return compare(before, after).layers().stream()
                .map(change -> {
                    if (change instanceof Removed removed) {
                        return "-" + removed.before().name();
                    }
                    if (change instanceof Added added) {
                        return "+" + added.after().name();
                    }
                    if (change instanceof Changed changed) {
                        return "~" + changed.before().name() + " "
                                + changed.after().name();
                    }
                    var same = (LayerChange.Same) change;
                    return "=" + same.before().name() + " " + same.after().name();
                })
                .toList();
    }

    @Test
    void aNetworkIsLikeItself() {
        Comparison comparison = compare("CONV(8)-ReLU, FC(3)", "CONV(8) - ReLU - FC(3)");
        assertThat(comparison.same()).isTrue();
        assertThat(comparison.layers()).hasSize(3).allMatch(LayerChange.Same.class::isInstance);
    }

    @Test
    void whatIsPutBetweenIsAddedAndTheOthersStayThoughTheirNumbersChange() {
        assertThat(changes("CONV(8, pad=1)-ReLU-CONV(9)-ReLU", "CONV(8, pad=1)-ReLU-CONV(8, pad=1)-ReLU-CONV(9)-ReLU"))
                .containsExactly("=conv1 conv1", "=relu1 relu1", "+conv2", "+relu2", "=conv2 conv3", "=relu2 relu3");
        assertThat(compare("CONV(4, pad=1)-CONV(9)", "CONV(5, pad=1)-CONV(4, pad=1)-CONV(9)")
                        .renamed())
                .isEqualTo(1);
    }

    @Test
    void whatIsLeftOutIsRemoved() {
        assertThat(changes("CONV(8)-BN-ReLU", "CONV(8)-ReLU")).containsExactly("=conv1 conv1", "-bn1", "=relu1 relu1");
        assertThat(changes("(ReLU)*0-FC(2)", "(ReLU)*0-ID")).containsExactly("-fc1", "+id1");
    }

    @Test
    void otherArgumentsAreAChangeAndOtherVolumesTheirConsequence() {
        assertThat(changes("CONV(8)-ReLU-FC(2)", "CONV(9)-ReLU-FC(2)"))
                .containsExactly("~conv1 conv1", "~relu1 relu1", "~fc1 fc1");
    }

    @Test
    void aLabelHoldsWhateverTheLayer() {
        assertThat(changes("CONV(8) @stem - ReLU", "FC(8) @stem - ReLU")).startsWith("~stem stem");
    }

    @Test
    void readingFromAnotherLayerIsAChange() {
        assertThat(changes("{ ReLU @a - ReLU @b | ReLU @c }", "{ ReLU @a | ReLU @b - ReLU @c }"))
                .containsExactly("=a a", "~b b", "~c c", "~concat1 concat1");
    }

    @Test
    void inputAndLabelsCount() {
        Comparison scaled = Comparison.of(
                Cnnc.compile("input 8x8x3 layers GAP").network(),
                Cnnc.compile("input 8x8x3 scale=1/255 layers GAP").network());
        assertThat(scaled.same()).isFalse();
        assertThat(scaled.layers()).allMatch(LayerChange.Same.class::isInstance);
        Comparison labelled = Comparison.of(
                Cnnc.compile("input 8x8x1 layers GAP").network(),
                Cnnc.compile("input 8x8x1 labels [\"a\"] layers GAP").network());
        assertThat(labelled.same()).isFalse();
    }

    @Test
    void threeWaysToWriteVgg16AreAlike() {
        var vgg16 = SampleFiles.compile("vgg16.cnn").network();
        for (String other : List.of("vgg16-stages.cnn", "vgg16-layers.cnn")) {
            assertThat(Comparison.of(vgg16, SampleFiles.compile(other).network())
                            .same())
                    .isTrue();
        }
    }

    @Test
    void everyLayerOfBothIsThereInOrder() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Comparison comparison = compare(chain(random), chain(random));
            assertThat(comparison.layers().stream()
                            .flatMap(c -> c instanceof Removed r
                                    ? Stream.of(r.before())
                                    : c instanceof Changed h
                                            ? Stream.of(h.before())
                                            : c instanceof LayerChange.Same s ? Stream.of(s.before()) : Stream.empty()))
                    .isEqualTo(comparison.before().rows());
        }
    }

    private static String chain(Random random) {
        List<String> layers = List.of("ReLU", "CONV(4, pad=1)", "CONV(5, pad=1)", "Tanh", "BN", "ID");
        return random.ints(1 + random.nextInt(8), 0, layers.size())
                .mapToObj(layers::get)
                .collect(Collectors.joining("-"));
    }
}
