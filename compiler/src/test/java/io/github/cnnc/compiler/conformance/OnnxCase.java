package io.github.cnnc.compiler.conformance;

import io.github.cnnc.runtime.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of ONNX's operator tests.
 *
 * @param inputs in the order of the graph's inputs
 * @param output the first output, what inference computes
 */
record OnnxCase(String name, OnnxNode node, List<Tensor> inputs, Tensor output) {

    /** The names of all cases that there are. */
    static List<String> names() {
        try (Stream<Path> folders = Files.list(SharedData.folder("onnx-node"))) {
            return folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ModelProto.graph = 7, GraphProto.node = 1. */
    static OnnxCase read(String name) {
        try {
            Path folder = SharedData.folder("onnx-node").resolve(name);
            ProtobufMessage model = ProtobufMessage.parse(Files.readAllBytes(folder.resolve("model.onnx")));
            ProtobufMessage graph = model.messages(7).get(0);
            Path data = folder.resolve("test_data_set_0");
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; Files.exists(data.resolve("input_" + i + ".pb")); i++) {
                inputs.add(OnnxTensor.read(data.resolve("input_" + i + ".pb")));
            }
            return new OnnxCase(
                    name, OnnxNode.of(graph.messages(1).get(0)), inputs, OnnxTensor.read(data.resolve("output_0.pb")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
