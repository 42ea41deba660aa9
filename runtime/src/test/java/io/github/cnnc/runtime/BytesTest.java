package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    /** Pieces of 16 bytes instead of 256 KiB, from every offset. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 13, 15, 16, 17})
    void elementsOfALargeFileAreReadInPieces(int offset, @TempDir Path folder) throws IOException {
        int count = 23;
        ByteBuffer buffer = ByteBuffer.allocate(offset + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(offset);
        float[] expected = new float[count];
        for (int i = 0; i < count; i++) {
            expected[i] = i * 1.5f - 7;
            buffer.putDouble(expected[i]);
        }
        Path file = Files.write(folder.resolve("doubles"), buffer.array());

        Bytes bytes = Bytes.of(file, 16, 0);

        assertThat(bytes.length()).isEqualTo(buffer.capacity());
        assertThat(bytes.floats(ElementType.F64, ByteOrder.LITTLE_ENDIAN, offset, count))
                .isEqualTo(expected);
        assertThat(bytes.copy(0, buffer.capacity())).isEqualTo(buffer.array());
    }

    @Test
    void aSmallFileIsReadAtOnceAndAnEmptyOneIsEmpty(@TempDir Path folder) throws IOException {
        assertThat(Bytes.of(Files.write(folder.resolve("three"), new byte[] {1, 2, 3}))
                        .copy(1, 2))
                .containsExactly(2, 3);
        assertThat(Bytes.of(Files.createFile(folder.resolve("empty"))).length()).isZero();
        assertThat(Bytes.of(folder.resolve("empty"), 16, 0).length()).isZero();
    }

    @Test
    void aFileThatWasCutShortIsSaidToBe(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("floats"), new byte[64]);
        Bytes bytes = Bytes.of(file, 16, 0);
        Files.write(file, new byte[8]);
        assertThatThrownBy(() -> bytes.floats(ElementType.F32, ByteOrder.LITTLE_ENDIAN, 0, 16))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("floats cannot be read any more");
    }
}
