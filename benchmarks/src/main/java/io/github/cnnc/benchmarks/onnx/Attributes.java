package io.github.cnnc.benchmarks.onnx;

import java.util.ArrayList;
import java.util.List;

/** The attributes of a node: AttributeProto. */
final class Attributes {

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final List<Message> messages = new ArrayList<>();

    /** No attributes. */
    static Attributes none() {
        return new Attributes();
    }

    Attributes with(String name, double value) {
        messages.add(new Message().with(1, name).with(2, (float) value).with(20, FLOAT));
        return this;
    }

    Attributes with(String name, int value) {
        messages.add(new Message().with(1, name).with(3, value).with(20, INT));
        return this;
    }

    Attributes with(String name, String value) {
        messages.add(new Message().with(1, name).with(4, value).with(20, STRING));
        return this;
    }

    Attributes with(String name, List<Integer> values) {
        Message message = new Message().with(1, name);
        values.forEach(v -> message.with(8, v));
        messages.add(message.with(20, INTS));
        return this;
    }

    void addTo(Message node) {
        messages.forEach(message -> node.with(5, message));
    }
}
