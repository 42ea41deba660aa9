package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happened to a file, only the declared exception comes out. Seeded; a failure prints its round. */
class DamagedBytesTest {

    private static final long SEED = 20260101;

    /** Bytes that mean something in the formats: brackets, digits, signs, markers of JPEG. */
    private static final byte[] TELLING = {
        0, 1, -1, '{', '[', '(', '"', '\'', ',', '-', '0', '9', (byte) 0xc4, (byte) 0xda
    };

    @Test
    void safetensors() {
        byte[] whole = SafetensorsTest.file("""
                {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},\
                "b":{"dtype":"F16","shape":[3],"data_offsets":[8,14]}}\
                """, 14);
        int refused = damage(whole, 20_000, WeightsException.class, bytes -> {
            Safetensors.read("some.safetensors", Bytes.of(bytes))
                    .readable()
                    .values()
                    .forEach(StoredTensor::tensor);
        });
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void npy() {
        byte[] whole =
                NpyTest.file(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", ByteBuffer.allocate(48));
        int refused = damage(whole, 20_000, WeightsException.class, bytes -> Npy.read("some.npy", Bytes.of(bytes)));
        assertThat(refused).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tif"})
    void pictures(String type) throws IOException {
        byte[] whole = PicturesTest.encoded(PicturesTest.noise(9, 7, 3), type);
        InputFormat format = new InputFormat(new Volume(4, 4, 3), InputFormat.Channels.RGB);
        int refused =
                damage(whole, 1500, PictureException.class, bytes -> Pictures.decoded("some." + type, bytes, format));
        assertThat(refused).isPositive();
    }

    /** How many of the damaged copies were refused. */
    private static int damage(
            byte[] whole, int rounds, Class<? extends RuntimeException> declared, Consumer<byte[]> reader) {
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damaged(whole, random);
            try {
                reader.accept(damaged);
            } catch (Throwable e) {
                if (!declared.isInstance(e)) {
                    fail("seed " + SEED + ", round " + round + ": " + e, e);
                }
                refused++;
            }
        }
        return refused;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && damaged.length > 0; changes--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged[at] = TELLING[random.nextInt(TELLING.length)];
                case 3 -> damaged[at]++;
                case 4 -> damaged = Arrays.copyOf(damaged, random.nextInt(8) == 0 ? at : damaged.length + at % 3);
                default -> {
                    int length = Math.min(random.nextInt(9), damaged.length - at);
                    System.arraycopy(damaged, at, damaged, random.nextInt(damaged.length - length + 1), length);
                }
            }
        }
        return damaged;
    }
}
