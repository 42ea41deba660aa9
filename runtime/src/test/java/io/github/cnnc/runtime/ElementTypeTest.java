package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ElementTypeTest {

    @Test
    void halvesKeepTheirValue() {
        assertThat(halves(0x0000, 0x3c00, 0xc000, 0x7bff, 0x3555)).containsExactly(0f, 1f, -2f, 65504f, 0x1.554p-2f);
    }

    @Test
    void halvesKeepTheSignOfZero() {
        assertThat(Float.floatToRawIntBits(halves(0x8000)[0])).isEqualTo(0x80000000);
    }

    @Test
    void subnormalHalvesBecomeNormalFloats() {
        assertThat(halves(0x0001, 0x03ff, 0x8001, 0x0400)).containsExactly(0x1p-24f, 0x1.ff8p-15f, -0x1p-24f, 0x1p-14f);
    }

    @Test
    void halfInfinitiesAndNaNsStayWhatTheyAre() {
        assertThat(halves(0x7c00, 0xfc00, 0x7e00, 0xfc01))
                .containsExactly(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.NaN);
    }

    /** All 65,536 of them, NaN as bits 0: {@code zlib.crc32} of NumPy's {@code astype('<f4')}. */
    @Test
    void everyHalfIsWhatNumPySays() {
        ByteBuffer bits = ByteBuffer.allocate(4 * 65536).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 65536; i++) {
            float value = halves(i)[0];
            bits.putInt(Float.isNaN(value) ? 0 : Float.floatToRawIntBits(value));
        }
        CRC32 crc = new CRC32();
        crc.update(bits.array());
        assertThat(crc.getValue()).isEqualTo(0xef9d25e2L);
    }

    @Test
    void bfloatsAreTheUpperHalfOfAFloat() {
        assertThat(decode(ElementType.BF16, 0x803f, 0x80ff, 0xc07f, 0x0100, 0x0080))
                .containsExactly(1f, Float.NEGATIVE_INFINITY, Float.NaN, 0x1p-133f, -0f);
    }

    @Test
    void doublesAreRoundedToTheNearestFloat() {
        ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(0.1).putDouble(1e300).putDouble(1 + 0x1p-24).putDouble(-1e-300);
        assertThat(Bytes.of(bytes.array()).floats(ElementType.F64, ByteOrder.LITTLE_ENDIAN, 0, 4))
                .containsExactly(0.1f, Float.POSITIVE_INFINITY, 1f, -0f);
    }

    @Test
    void bytesHaveNoSign() {
        assertThat(Bytes.of(new byte[] {0, 127, -128, -1}).floats(ElementType.U8, ByteOrder.LITTLE_ENDIAN, 0, 4))
                .containsExactly(0, 127, 128, 255);
    }

    private static float[] halves(int... bits) {
        int[] swapped = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            swapped[i] = Short.reverseBytes((short) bits[i]);
        }
        return decode(ElementType.F16, swapped);
    }

    /** Elements of two bytes, written as they lie in a little-endian file. */
    private static float[] decode(ElementType type, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * bytes.length);
        for (int pair : bytes) {
            buffer.putShort((short) pair);
        }
        return Bytes.of(buffer.array()).floats(type, ByteOrder.LITTLE_ENDIAN, 0, bytes.length);
    }
}
