package io.github.cnnc.compiler.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ONNX's NodeProto: one operator with its attributes. */
record OnnxNode(String operator, List<String> inputs, List<String> outputs, Map<String, ProtobufMessage> attributes) {

    /** input = 1, output = 2, op_type = 4, attribute = 5; in AttributeProto name = 1. */
    static OnnxNode of(ProtobufMessage node) {
        Map<String, ProtobufMessage> attributes = new LinkedHashMap<>();
        node.messages(5).forEach(a -> attributes.put(a.texts(1).get(0), a));
        return new OnnxNode(node.texts(4).get(0), node.texts(1), node.texts(2), attributes);
    }

    private Optional<ProtobufMessage> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** AttributeProto.f = 2. */
    float decimal(String name, float otherwise) {
        return attribute(name).map(a -> a.floats(2).get(0)).orElse(otherwise);
    }

    /** AttributeProto.i = 3. */
    long integer(String name, long otherwise) {
        return attribute(name).map(a -> a.integers(3).get(0)).orElse(otherwise);
    }

    /** AttributeProto.s = 4. */
    String text(String name, String otherwise) {
        return attribute(name).map(a -> a.texts(4).get(0)).orElse(otherwise);
    }

    /** AttributeProto.ints = 8. */
    List<Long> integers(String name, List<Long> otherwise) {
        return attribute(name).map(a -> a.integers(8)).orElse(otherwise);
    }
}
