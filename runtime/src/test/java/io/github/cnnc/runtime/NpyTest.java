package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    /** Printed by pillow.py beside this test: what NumPy itself writes. */
    private static final String NUMPY_ARANGE =
            "\u0093NUMPY\1\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(58)
                    + "\n\0\0\0\0\0\0\u0080?\0\0\0@\0\0@@\0\0\u0080@\0\0\u00a0@";

    private static final Tensor ARANGE = new Tensor(List.of(2, 3), new float[] {0, 1, 2, 3, 4, 5});

    @TempDir
    Path folder;

    @Test
    void writesTheBytesOfNumPy() throws IOException {
        Path file = folder.resolve("arange.npy");

        Npy.write(file, ARANGE);

        assertThat(Files.readAllBytes(file)).isEqualTo(NUMPY_ARANGE.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsWhatNumPyWrote() {
        assertThat(Npy.read("arange.npy", Bytes.of(NUMPY_ARANGE.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(ARANGE);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (Tensor tensor : List.of(
                new Tensor(List.of(), new float[] {Float.NaN}),
                new Tensor(List.of(1), new float[] {-0f}),
                new Tensor(List.of(0, 3), new float[0]),
                new Tensor(List.of(1, 70_001, 1), new float[70_001]))) {
            Path file = folder.resolve("some.npy");
            Npy.write(file, tensor);
            assertThat(Npy.read(file)).isEqualTo(tensor);
        }
    }

    @Test
    void fortranOrderBecomesRowMajor() {
        ByteBuffer elements = ByteBuffer.allocate(24);
        for (int value : new int[] {0, 3, 1, 4, 2, 5}) {
            elements.putInt(value);
        }
        assertThat(read("{'descr': '>i4', 'fortran_order': True, 'shape': (2, 3), }", elements))
                .isEqualTo(ARANGE);
    }

    @Test
    void everyTypeIsReadInBothOrders() {
        assertThat(read(header("|u1", "(2,)"), ByteBuffer.allocate(2).put((byte) -1))
                        .data())
                .containsExactly(255, 0);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            String mark = order == ByteOrder.BIG_ENDIAN ? ">" : "<";
            assertThat(read(header(mark + "f2", "(1,)"), buffer(2, order).putShort((short) 0x3c00))
                            .data())
                    .containsExactly(1);
            assertThat(read(header(mark + "f4", "(1,)"), buffer(4, order).putFloat(-2.5f))
                            .data())
                    .containsExactly(-2.5f);
            assertThat(read(header(mark + "f8", "(1,)"), buffer(8, order).putDouble(0.1))
                            .data())
                    .containsExactly(0.1f);
            assertThat(read(header(mark + "i4", "()"), buffer(4, order).putInt(-3))
                            .data())
                    .containsExactly(-3);
            assertThat(read(header(mark + "i8", "()"), buffer(8, order).putLong(1L << 40))
                            .data())
                    .containsExactly(0x1p40f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionIsRead(int version) {
        byte[] file = file(version, header("|u1", "(1,)"), ByteBuffer.allocate(1));

        assertThat(Npy.read("some.npy", Bytes.of(file)).shape()).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "''; (1,)|has the type \"\"; f2, f4, f8, u1, i4 and i8 can be read",
                "'<c8'; (1,)|has the type \"<c8\"; f2, f4, f8, u1, i4 and i8 can be read",
                "'O'; (1,)|has the type \"O\"; f2, f4, f8, u1, i4 and i8 can be read",
                "'=f4'; (1,)|has the type \"=f4\", which does not say its byte order",
                "[('a', '<f4')]; (1,)|has a damaged header: expected ''' at character 11, found \"[\"",
                "'<f4'; (2,)|has 4 bytes after its header, its shape [2] of F32 needs 8",
                "'<f4'; (1, -1)|has a damaged header: expected a whole number from 0 at character 55, found \"-\"",
                "'<f4'; (1)|has a damaged header: expected ',' at character 53, found \")\"",
                "'<f4'; (NaN,)|has a damaged header: expected a whole number from 0 at character 51, found \"N\"",
                "'<f4'; (99999999999,)|has a size of more than 2^31-1",
                "'<f4'; (65536, 65536)|has the shape [65536, 65536], more than 2^31-1 elements",
                "'<f4'; (1,|has a damaged header: expected a whole number from 0 at character 54, found \"}\"",
                "'<f4'; (1,), 'x': 1|has the unknown entry \"x\" in its header",
                "'<f4'; (1,), 'descr': '<f4'|has descr twice in its header",
                "'<f4'; (1,)} {|has a damaged header: expected the end of the header at character 57, found \"{\"",
            })
    void aDamagedHeaderIsRefused(String typeAndShape, String problem) {
        String[] parts = typeAndShape.split("; ");
        String header = "{'descr': " + parts[0] + ", 'fortran_order': False, 'shape': " + parts[1] + "}";

        assertThatThrownBy(() -> read(header, ByteBuffer.allocate(4)))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("some.npy: " + problem.substring(0, Math.min(problem.length(), 30)));
    }

    @Test
    void aHeaderThatLacksAnEntryIsRefused() {
        assertThatThrownBy(() -> read("{'descr': '<f4', 'shape': (1,)}", ByteBuffer.allocate(4)))
                .hasMessage("some.npy: lacks descr, fortran_order or shape in its header");
    }

    @Test
    void anotherVersionOrMagicIsRefused() {
        assertThatThrownBy(() -> Npy.read("some.npy", Bytes.of(file(9, header("<f4", "(1,)"), ByteBuffer.allocate(4)))))
                .hasMessage("some.npy: has version 9 of .npy; 1, 2 and 3 can be read");
        assertThatThrownBy(() -> Npy.read("some.npy", Bytes.of(new byte[200])))
                .hasMessage("some.npy: is no .npy file: it does not begin with \\x93NUMPY");
    }

    @Test
    void everyTruncationIsRefused() {
        for (int version = 1; version <= 2; version++) {
            byte[] whole = file(version, header("<f4", "(1,)"), ByteBuffer.allocate(4));
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> Npy.read("cut.npy", Bytes.of(cut))).isInstanceOf(WeightsException.class);
            }
        }
    }

    private static Tensor read(String header, ByteBuffer elements) {
        return Npy.read("some.npy", Bytes.of(file(1, header, elements)));
    }

    private static String header(String type, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    }

    private static ByteBuffer buffer(int bytes, ByteOrder order) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    static byte[] file(int version, String header, ByteBuffer elements) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate((version == 1 ? 10 : 12) + text.length + elements.capacity())
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        file.put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        return file.put(text).put(elements.array()).array();
    }
}
