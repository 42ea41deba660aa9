package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random weights, through a safetensors file. */
public final class TestWeights {

    private TestWeights() {}

    /** About unit gain for each layer; variances are positive. */
    public static Map<String, float[]> random(Program program, Random random) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : program.tensors()) {
            int fanIn = Math.max(1, spec.size() / spec.shape().get(0));
            float[] values = new float[spec.size()];
            for (int i = 0; i < values.length; i++) {
                boolean variance = spec.name().endsWith("running_var");
                values[i] = variance ? 0.5f + random.nextFloat() : (float) (random.nextGaussian() / Math.sqrt(fanIn));
            }
            tensors.put(spec.name(), values);
        }
        return tensors;
    }

    public static float[] input(Program program, Random random) {
        float[] values = new float[program.input().volume().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    public static Weights weights(Program program, Map<String, float[]> tensors) {
        StringBuilder header = new StringBuilder("{");
        long offset = 0;
        for (TensorSpec spec : program.tensors()) {
            header.append(header.length() > 1 ? "," : "")
                    .append('"')
                    .append(spec.name())
                    .append("\":{\"dtype\":\"F32\",\"shape\":")
                    .append(spec.shape().toString().replace(" ", ""))
                    .append(",\"data_offsets\":[")
                    .append(offset)
                    .append(',')
                    .append(offset + 4L * spec.size())
                    .append("]}");
            offset += 4L * spec.size();
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate((int) (8 + json.length + offset)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (TensorSpec spec : program.tensors()) {
            for (float value : tensors.get(spec.name())) {
                bytes.putFloat(value);
            }
        }
        try {
            Path file = Files.createTempFile("cnnc", ".safetensors");
            try {
                Files.write(file, bytes.array());
                return Weights.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
