package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderMatchTest {

    @Test
    void numbersOrderModulesTwoBeforeTen() {
        assertThat(match(
                                specs(
                                        "a.weight 4,3,3,3; a.bias 4; b.weight 4,4,3,3; b.bias 4; c.weight 4,4,3,3; c.bias 4"),
                                "10.bias 4; 10.weight 4,4,3,3; 2.bias 4; 2.weight 4,4,3,3; 0.bias 4; 0.weight 4,3,3,3")
                        .names())
                .containsExactly("0.weight", "0.bias", "2.weight", "2.bias", "10.weight", "10.bias");
    }

    /** SqueezeNet's names as torchvision has them: by name the classifier comes first, and squeeze after expand. */
    @Test
    void shapesTellTheOrderOfModulesWithOtherNames() {
        assertThat(match(
                                specs(
                                        "conv1.weight 8,3,3,3; f.s.weight 2,8,1,1; f.a.weight 4,2,1,1; f.b.weight 4,2,3,3; fc.weight 9,8"),
                                "classifier.1.weight 9,8; features.0.weight 8,3,3,3; features.3.expand1x1.weight 4,2,1,1;"
                                        + " features.3.expand3x3.weight 4,2,3,3; features.3.squeeze.weight 2,8,1,1")
                        .names())
                .containsExactly(
                        "features.0.weight",
                        "features.3.squeeze.weight",
                        "features.3.expand1x1.weight",
                        "features.3.expand3x3.weight",
                        "classifier.1.weight");
    }

    /** A batch normalisation's four tensors have one shape, and so may a bias. */
    @Test
    void tensorsOfALayerGoByTheirNames() {
        assertThat(match(
                                specs("conv1.bias 4; bn1.weight 4; bn1.bias 4; bn1.running_mean 4; bn1.running_var 4"),
                                "0.bias 4; 1.bias 4; 1.running_mean 4; 1.running_var 4; 1.weight 4; 1.num_batches_tracked")
                        .names())
                .containsExactly("0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var");
    }

    /** In ResNet-50's first module: the third convolution and that of the shortcut. */
    @Test
    void twoPossibleOrdersPairNothing() {
        List<TensorSpec> needed = specs("conv1.weight 4,8,1,1; conv2.weight 8,4,1,1; conv3.weight 8,4,1,1");
        String found = "block.conv1.weight 4,8,1,1; block.conv3.weight 8,4,1,1; block.downsample.0.weight 8,4,1,1";

        assertThat(match(needed, found).problems()).singleElement().asString().startsWith("""
                "conv2.weight" [8, 4, 1, 1] may be "block.conv3.weight" or "block.downsample.0.weight": the file is sorted by\
                 name, and their order is lost; save the file with its order: save_file(state, FILE,\
                 metadata={"order": "\\n".join(state)}) in Python""");
        assertThat(OrderMatch.of(needed, stored(specs(found), true)).names())
                .as("with its order")
                .containsExactly("block.conv1.weight", "block.conv3.weight", "block.downsample.0.weight");
    }

    @Test
    void modulesInAnOrderThatTheNetworkHasNotPairNothing() {
        assertThat(match(
                        specs("branch2.weight 4,4,1,1; x.weight 4,4,3,3; branch1.weight 4,4,1,1"),
                        "b1.0.weight 4,4,1,1; b2.0.weight 4,4,1,1; b2.1.weight 4,4,3,3"))
                .as("a known order goes by numbers, b1 before b2")
                .extracting(OrderMatch::problems)
                .isEqualTo(List.of(
                        "no order of its modules has the shapes of the network in their order: after 1 tensor none"
                                + " is \"x.weight\" [4, 4, 3, 3]"));
    }

    @Test
    void shapesThatDoNotCountOutAreSaid() {
        assertThat(match(specs("a.weight 4,3; b.weight 2"), "x.weight 4,3; y.weight 3; z.weight 3")
                        .problems())
                .containsExactly("of shape [2]: 1 missing", "of shape [3]: 2 over");
    }

    @Test
    void aNetworkOfThousandsOfLayersIsMatchedAndHostileNamesEnd() {
        List<TensorSpec> needed = IntStream.range(0, 5000)
                .mapToObj(i -> TensorSpec.of("conv" + i + ".weight", 1, 2))
                .toList();
        List<TensorSpec> found = IntStream.range(0, 5000)
                .mapToObj(i -> TensorSpec.of(i + ".weight", 1, 2))
                .sorted(java.util.Comparator.comparing(TensorSpec::name))
                .toList();
        assertThat(OrderMatch.of(needed, stored(found, false)).names()).startsWith("0.weight", "1.weight", "2.weight");

        List<TensorSpec> hostile = new ArrayList<>();
        List<TensorSpec> last = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            hostile.add(TensorSpec.of("x".repeat(i + 1) + ".weight", i == 30 ? 2 : 1));
            last.add(TensorSpec.of("conv" + i + (i == 58 ? ".bias" : ".weight"), i == 59 ? 2 : 1));
        }
        assertThat(OrderMatch.of(last, stored(hostile, false)).problems())
                .singleElement()
                .asString()
                .startsWith("its modules can be ordered in too many ways to try");
        TensorSpec deep = TensorSpec.of("a" + ".a".repeat(100_000), 1);
        assertThat(OrderMatch.of(List.of(TensorSpec.of("b.weight", 1)), stored(List.of(deep), false))
                        .names())
                .hasSize(1);
    }

    private static OrderMatch match(List<TensorSpec> needed, String found) {
        return OrderMatch.of(needed, stored(specs(found), false));
    }

    private static List<TensorSpec> specs(String text) {
        return List.of(text.split("; ")).stream()
                .map(spec -> spec.contains(" ") ? spec : spec + " ")
                .map(TensorSpec::parse)
                .toList();
    }

    private static StoredTensors stored(List<TensorSpec> specs, boolean ordered) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        specs.forEach(spec -> tensors.put(spec.name(), new StoredTensor(spec.shape(), () -> new float[spec.size()])));
        return new StoredTensors(tensors, List.of(), ordered);
    }
}
