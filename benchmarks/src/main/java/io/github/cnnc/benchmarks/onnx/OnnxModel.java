package io.github.cnnc.benchmarks.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An ONNX model that is being built (onnx.proto3, IR version 9, operator set 20). The elements of its weights are asked for
 * one tensor at a time when it is written, and large ones go into a file beside it, so that no more than one of them is in
 * memory.
 */
final class OnnxModel {

    private static final int IR_VERSION = 9;
    private static final int OPERATOR_SET = 20;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    /** Tensors of at least so many bytes lie in the file beside the model, each at a page's beginning so that it can be mapped. */
    private static final int EXTERNAL = 1 << 16;

    private static final int PAGE = 4096;

    private record Initializer(String name, List<Integer> shape, Supplier<float[]> elements) {
        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private final List<Message> nodes = new ArrayList<>();
    private final List<Initializer> floats = new ArrayList<>();
    private final List<Message> integers = new ArrayList<>();

    /** A float tensor; its elements are asked for when the model is written. */
    String constant(String name, List<Integer> shape, Supplier<float[]> elements) {
        floats.add(new Initializer(name, shape, elements));
        return name;
    }

    /** A list of integers. */
    String integers(String name, List<Integer> values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(v -> raw.putLong(v));
        integers.add(new Message()
                .with(1, values.size())
                .with(2, INT64)
                .with(8, name)
                .with(9, raw.array()));
        return name;
    }

    /** A node with one output. */
    void node(String operator, List<String> inputs, String output, Attributes attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.with(1, input));
        node.with(2, output).with(3, output).with(4, operator);
        attributes.addTo(node);
        nodes.add(node);
    }

    /** Writes the model, and its large tensors into {@code data}, a file in the same folder. */
    void write(Path file, Path data, String name, Message input, Message output) throws IOException {
        Message graph = new Message();
        nodes.forEach(node -> graph.with(1, node));
        graph.with(2, name);
        try (OutputStream external = Files.newOutputStream(data)) {
            long offset = 0;
            for (Initializer tensor : floats) {
                boolean large = 4L * tensor.size() >= EXTERNAL;
                if (large) {
                    long aligned = (offset + PAGE - 1) / PAGE * PAGE;
                    external.write(new byte[(int) (aligned - offset)]);
                    byte[] bytes = raw(tensor);
                    external.write(bytes);
                    graph.with(5, external(tensor, data.getFileName().toString(), aligned, bytes.length));
                    offset = aligned + bytes.length;
                } else {
                    graph.with(5, head(tensor).with(9, raw(tensor)));
                }
            }
        }
        integers.forEach(tensor -> graph.with(5, tensor));
        graph.with(11, input).with(12, output);
        Message model = new Message()
                .with(1, IR_VERSION)
                .with(2, "cnnc")
                .with(7, graph)
                .with(8, new Message().with(1, "").with(2, OPERATOR_SET));
        Files.write(file, model.bytes());
    }

    /** A graph's input or output: ValueInfoProto. */
    static Message value(String name, List<Integer> shape) {
        Message dimensions = new Message();
        shape.forEach(size -> dimensions.with(1, new Message().with(1, size)));
        Message tensor = new Message().with(1, FLOAT).with(2, dimensions);
        return new Message().with(1, name).with(2, new Message().with(1, tensor));
    }

    private static Message head(Initializer tensor) {
        Message head = new Message();
        tensor.shape().forEach(size -> head.with(1, size));
        return head.with(2, FLOAT).with(8, tensor.name());
    }

    private static Message external(Initializer tensor, String location, long offset, long length) {
        return head(tensor)
                .with(13, new Message().with(1, "location").with(2, location))
                .with(13, new Message().with(1, "offset").with(2, Long.toString(offset)))
                .with(13, new Message().with(1, "length").with(2, Long.toString(length)))
                .with(14, 1);
    }

    private static byte[] raw(Initializer tensor) {
        float[] elements = tensor.elements().get();
        if (elements.length != tensor.size()) {
            throw new IllegalStateException(tensor + " has " + elements.length + " elements");
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(elements);
        return bytes.array();
    }
}
