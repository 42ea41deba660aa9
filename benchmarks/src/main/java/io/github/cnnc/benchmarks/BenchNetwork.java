package io.github.cnnc.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network that is measured.
 *
 * @param name in tables and on the command line
 * @param file in the samples folder
 * @param batches how many images at once, each measured by itself
 * @param cold whether the first result of a cold JVM is measured
 */
record BenchNetwork(String name, String file, List<Integer> batches, boolean cold) {

    /** All of them, in the order of the table. */
    static final List<BenchNetwork> ALL = List.of(
            new BenchNetwork("vgg16", "vgg16.cnn", List.of(1), true),
            new BenchNetwork("resnet18", "zoo/resnet18.cnn", List.of(1), false),
            new BenchNetwork("mobilenet_v1", "zoo/mobilenet_v1.cnn", List.of(1), false),
            new BenchNetwork("alexnet", "zoo/alexnet.cnn", List.of(1), false),
            new BenchNetwork("squeezenet1_1", "zoo/squeezenet1_1.cnn", List.of(1), false),
            new BenchNetwork("cifar_vgg", "cifar_vgg.cnn", List.of(1, 32), false),
            new BenchNetwork("lenet5", "lenet5/lenet5.cnn", List.of(1, 32), true));

    BenchNetwork {
        batches = List.copyOf(batches);
    }

    /** The network of a name; any other is a file in the samples folder, {@code zoo/resnet50.cnn}. */
    static BenchNetwork named(String name) {
        return ALL.stream()
                .filter(n -> n.name.equals(name))
                .findFirst()
                .or(() -> name.endsWith(".cnn")
                        ? Optional.of(new BenchNetwork(name, name, List.of(1), false))
                        : Optional.empty())
                .orElseThrow(() -> new UserError("there is no network " + name + "; there are "
                        + ALL.stream().map(BenchNetwork::name).collect(Collectors.joining(", "))
                        + ", and any .cnn file in samples/"));
    }
}
