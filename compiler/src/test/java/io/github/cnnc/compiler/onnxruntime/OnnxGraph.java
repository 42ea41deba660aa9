package io.github.cnnc.compiler.onnxruntime;

import java.util.List;

/**
 * An ONNX model as it is written (onnx.proto, IR version 9, operator set 20). Weights are inputs of the graph: the model
 * stays small, and nothing of them can be computed beforehand.
 */
final class OnnxGraph {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ProtobufWriter graph = new ProtobufWriter().text(2, "network");

    /** The attributes of a node: AttributeProto's name = 1, f = 2, i = 3, s = 4, ints = 8, type = 20. */
    static final class Attributes {
        private final ProtobufWriter node = new ProtobufWriter();

        Attributes with(String name, int value) {
            return with(new ProtobufWriter().text(1, name).number(3, value).number(20, 2));
        }

        Attributes with(String name, double value) {
            return with(
                    new ProtobufWriter().text(1, name).decimal(2, (float) value).number(20, 1));
        }

        Attributes with(String name, String value) {
            return with(new ProtobufWriter().text(1, name).text(4, value).number(20, 3));
        }

        Attributes with(String name, List<Integer> values) {
            ProtobufWriter attribute = new ProtobufWriter().text(1, name);
            values.forEach(v -> attribute.number(8, v));
            return with(attribute.number(20, 7));
        }

        private Attributes with(ProtobufWriter attribute) {
            node.message(5, attribute);
            return this;
        }
    }

    /** NodeProto: input = 1, output = 2, op_type = 4, attribute = 5. */
    void node(String operator, List<String> inputs, List<String> outputs, Attributes attributes) {
        ProtobufWriter node = attributes.node;
        inputs.forEach(name -> node.text(1, name));
        outputs.forEach(name -> node.text(2, name));
        graph.message(1, node.text(4, operator));
    }

    /** A tensor of integers, as shapes and paddings are: TensorProto's dims = 1, data_type = 2, int64_data = 7, name = 8. */
    void integers(String name, List<Integer> values) {
        ProtobufWriter tensor = new ProtobufWriter().number(1, values.size()).number(2, INT64);
        values.forEach(v -> tensor.number(7, v));
        graph.message(5, tensor.text(8, name));
    }

    /** A tensor of floats: float_data = 4. */
    void floats(String name, List<Integer> shape, float... values) {
        ProtobufWriter tensor = new ProtobufWriter();
        shape.forEach(size -> tensor.number(1, size));
        tensor.number(2, FLOAT);
        for (float value : values) {
            tensor.decimal(4, value);
        }
        graph.message(5, tensor.text(8, name));
    }

    void input(String name, List<Integer> shape) {
        graph.message(11, value(name, shape));
    }

    void output(String name, List<Integer> shape) {
        graph.message(12, value(name, shape));
    }

    /** ValueInfoProto: a tensor of floats of a shape. */
    private static ProtobufWriter value(String name, List<Integer> shape) {
        ProtobufWriter dimensions = new ProtobufWriter();
        shape.forEach(size -> dimensions.message(1, new ProtobufWriter().number(1, size)));
        ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, dimensions);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }

    /** ModelProto: ir_version = 1, graph = 7, opset_import = 8. */
    byte[] model() {
        ProtobufWriter operators = new ProtobufWriter().text(1, "").number(2, 20);
        return new ProtobufWriter()
                .number(1, 9)
                .message(7, graph)
                .message(8, operators)
                .bytes();
    }
}
