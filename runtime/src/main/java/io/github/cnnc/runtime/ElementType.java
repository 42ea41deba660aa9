package io.github.cnnc.runtime;

import java.nio.ByteBuffer;

/** How a number lies in a file, and how it becomes a float: rounded to the nearest, ties to even. */
enum ElementType {
    /** IEEE 754 binary32. */
    F32(4) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            from.asFloatBuffer().get(to, start, count);
        }
    },
    /** IEEE 754 binary64. */
    F64(8) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = (float) from.getDouble(8 * i);
            }
        }
    },
    /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
    F16(2) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = halfToFloat(from.getShort(2 * i));
            }
        }
    },
    /** The upper half of a binary32. */
    BF16(2) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
            }
        }
    },
    /** An unsigned byte. */
    U8(1) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = from.get(i) & 0xff;
            }
        }
    },
    /** A two's complement number of 32 bits. */
    I32(4) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = from.getInt(4 * i);
            }
        }
    },
    /** A two's complement number of 64 bits. */
    I64(8) {
        @Override
        void decode(ByteBuffer from, float[] to, int start, int count) {
            for (int i = 0; i < count; i++) {
                to[start + i] = from.getLong(8 * i);
            }
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element, in bytes. */
    int bytes() {
        return bytes;
    }

    /**
     * Decodes elements.
     *
     * @param from starts at the first element, in the byte order it is set to
     * @param start the first position written in {@code to}
     * @param count the number of elements
     */
    abstract void decode(ByteBuffer from, float[] to, int start, int count);

    /** IEEE 754-2008, section 3.6; every half is exact as a float. {@code Float.float16ToFloat} is JDK 20 and later. */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
}
