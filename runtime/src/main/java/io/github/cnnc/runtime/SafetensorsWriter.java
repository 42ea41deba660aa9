package io.github.cnnc.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes safetensors, all elements F32, tensors in the order given: equal weights make equal bytes. */
final class SafetensorsWriter {

    /** The buffer between an array and the file, in floats. */
    private static final int CHUNK = 1 << 16;

    private SafetensorsWriter() {}

    /**
     * Writes beside the file and then replaces it: the tensors may be read from the very file, and a reader never sees
     * half of it.
     */
    static void write(Path file, Map<String, StoredTensor> tensors) throws IOException {
        // Like no other: the same file may be written by two at once.
        Path part = file.resolveSibling(".cnnc-" + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                write(out, tensors);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void write(OutputStream out, Map<String, StoredTensor> tensors) throws IOException {
        byte[] header = header(tensors);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (StoredTensor tensor : tensors.values()) {
            writeElements(out, tensor.array());
        }
    }

    private static byte[] header(Map<String, StoredTensor> tensors) {
        StringBuilder json = new StringBuilder("{");
        long offset = 0;
        for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
            long begin = offset;
            offset += 4L * Shapes.size(entry.getValue().shape()).orElseThrow();
            json.append(json.length() == 1 ? "" : ",")
                    .append(quoted(entry.getKey()))
                    .append(":{\"dtype\":\"F32\",\"shape\":")
                    .append(entry.getValue().shape().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",", "[", "]")))
                    .append(",\"data_offsets\":[%d,%d]}".formatted(begin, offset));
        }
        byte[] unpadded = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        // Spaces up to a multiple of 8, as the reference implementation writes them, so that elements are aligned.
        String padding = " ".repeat((8 - unpadded.length % 8) % 8);
        return json.append(padding).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            if (c < ' ') {
                quoted.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The elements as F32, little-endian. */
    static void writeElements(OutputStream out, float[] elements) throws IOException {
        ByteBuffer chunk =
                ByteBuffer.allocate(4 * Math.min(elements.length, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < elements.length; start += CHUNK) {
            int count = Math.min(elements.length - start, CHUNK);
            chunk.asFloatBuffer().put(elements, start, count);
            out.write(chunk.array(), 0, 4 * count);
        }
    }
}
