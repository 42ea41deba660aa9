package io.github.cnnc.compiler.conformance;

import io.github.cnnc.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ONNX's TensorProto, as far as the tests use it; every number becomes a float. */
final class OnnxTensor {

    private OnnxTensor() {}

    static Tensor read(Path file) throws IOException {
        return of(ProtobufMessage.parse(Files.readAllBytes(file)));
    }

    /** dims = 1, data_type = 2, float_data = 4, int64_data = 7, raw_data = 9. */
    static Tensor of(ProtobufMessage tensor) {
        List<Integer> shape = tensor.integers(1).stream().map(Math::toIntExact).toList();
        int size = shape.stream().reduce(1, Math::multiplyExact);
        long type = tensor.field(2).orElseThrow().bits();
        List<Float> floats = tensor.floats(4);
        List<Long> integers = tensor.integers(7);
        byte[] raw = tensor.field(9).map(ProtobufMessage.Field::bytes).orElse(new byte[0]);
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        float[] data = new float[size];
        for (int i = 0; i < size; i++) {
            data[i] = !floats.isEmpty()
                    ? floats.get(i)
                    : !integers.isEmpty() ? integers.get(i) : element(bytes, (int) type);
        }
        return new Tensor(shape, data);
    }

    private static float element(ByteBuffer raw, int type) {
        return switch (type) {
            case 1 -> raw.getFloat();
            case 7 -> raw.getLong();
            case 9 -> raw.get();
            case 11 -> (float) raw.getDouble();
            default -> throw new IllegalArgumentException("data_type " + type);
        };
    }
}
