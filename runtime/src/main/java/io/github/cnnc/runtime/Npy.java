package io.github.cnnc.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * NumPy's files of one array (<a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 * format</a>, versions 1.0 to 3.0).
 */
public final class Npy {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** In bytes; NumPy's own limit is 10,000. */
    private static final int MAX_HEADER = 1 << 16;

    private Npy() {}

    /**
     * Reads an array of any of the types f2, f4, f8, u1, i4 and i8, in either byte order; every number becomes the float
     * nearest to it. An array in Fortran's order comes out row-major, like any other.
     *
     * @throws IOException where the file cannot be read
     * @throws WeightsException where it is damaged or of another type; names the file
     */
    public static Tensor read(Path file) throws IOException {
        return read(file.toString(), Bytes.of(file));
    }

    static Tensor read(String file, Bytes bytes) {
        if (bytes.length() < 10 || !ByteBuffer.wrap(bytes.copy(0, 6)).equals(ByteBuffer.wrap(MAGIC))) {
            throw new WeightsException(file + ": is no .npy file: it does not begin with \\x93NUMPY");
        }
        int major = bytes.copy(6, 1)[0];
        if (major < 1 || major > 3) {
            throw new WeightsException(file + ": has version " + (major & 0xff) + " of .npy; 1, 2 and 3 can be read");
        }
        int lengthBytes = major == 1 ? 2 : 4;
        long length = bytes.length() < 8 + lengthBytes ? Long.MAX_VALUE : headerLength(bytes, lengthBytes);
        long start = 8 + lengthBytes;
        if (length > bytes.length() - start || length > MAX_HEADER) {
            throw new WeightsException(
                    file + ": is cut off inside its header, or claims one of more than " + MAX_HEADER + " bytes");
        }
        String text = new String(bytes.copy(start, (int) length), StandardCharsets.UTF_8);
        NpyHeader header = new NpyHeaderParser(file, text).header();
        return elements(file, bytes, start + length, header);
    }

    private static long headerLength(Bytes bytes, int count) {
        ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        return length.put(0, bytes.copy(8, count)).getLong(0);
    }

    private static Tensor elements(String file, Bytes bytes, long start, NpyHeader header) {
        List<Integer> shape = header.shape();
        int size = Shapes.size(shape)
                .orElseThrow(
                        () -> new WeightsException(file + ": has the shape " + shape + ", more than 2^31-1 elements"));
        long needed = (long) size * header.type().bytes();
        if (bytes.length() - start != needed) {
            throw new WeightsException(file + ": has " + (bytes.length() - start)
                    + " bytes after its header, its shape " + shape + " of " + header.type() + " needs " + needed);
        }
        float[] stored = bytes.floats(header.type(), header.order(), start, size);
        return new Tensor(shape, header.fortranOrder() ? rowMajor(stored, shape) : stored);
    }

    /** From an order in which the first index moves fastest to one in which the last does. */
    private static float[] rowMajor(float[] stored, List<Integer> shape) {
        float[] rows = new float[stored.length];
        int[] index = new int[shape.size()];
        for (int from = 0; from < stored.length; from++) {
            int to = 0;
            for (int d = 0; d < index.length; d++) {
                to = to * shape.get(d) + index[d];
            }
            rows[to] = stored[from];
            for (int d = 0; d < index.length && ++index[d] == shape.get(d); d++) {
                index[d] = 0;
            }
        }
        return rows;
    }

    /** Writes a tensor as {@code <f4}, row-major, version 1.0. */
    public static void write(Path file, Tensor tensor) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, tensor);
        }
    }

    /** Writes a tensor as {@code <f4}, row-major, version 1.0; the stream stays open. */
    public static void write(OutputStream out, Tensor tensor) throws IOException {
        String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s%s), }"
                .formatted(shape, tensor.shape().size() == 1 ? "," : "");
        // With its newline up to a multiple of 64 bytes, as NumPy writes it.
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer start = ByteBuffer.allocate(10 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
        start.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
        start.put(padded.getBytes(StandardCharsets.US_ASCII));
        out.write(start.array());
        SafetensorsWriter.writeElements(out, tensor.data());
    }
}
