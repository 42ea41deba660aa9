package io.github.cnnc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.diagnostic.SampleFiles;
import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.PictureException;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights and pictures with damage, the whole way: the compiler's model takes them, or says what is wrong. */
class DamagedFilesTest {

    private static final int FILES = 2_000;
    private static final long SEED = 42;

    @TempDir
    Path directory;

    @Test
    void damagedWeightsAreAModelOrAMessage() throws IOException {
        Compilation lenet = SampleFiles.compile("samples/lenet5/lenet5.cnn");
        LoadedClass generated = lenet.load();
        byte[] intact = Files.readAllBytes(SampleFiles.root().resolve("samples/lenet5/lenet5.safetensors"));
        Path file = directory.resolve("damaged.safetensors");
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, damaged(intact, header(intact), new Random(SEED + i)));
            try {
                generated.model(Weights.read(file));
            } catch (WeightsException | IOException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + (SEED + i), e);
            }
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    @Test
    void damagedPicturesArePixelsOrAMessage() throws IOException {
        InputFormat format = SampleFiles.compile("samples/lenet5/lenet5.cnn")
                .network()
                .network()
                .input()
                .format();
        byte[] intact = Files.readAllBytes(SampleFiles.root().resolve("samples/lenet5/seven.png"));
        Path file = directory.resolve("damaged.png");
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, damaged(intact, intact.length, new Random(SEED + i)));
            try {
                assertThat(Pictures.read(file, format)).hasSize(28 * 28);
            } catch (PictureException | IOException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + (SEED + i), e);
            }
        }
        assertThat(refused).isGreaterThan(FILES / 4);
    }

    /** The length of a safetensors header with its size: eight bytes, least significant first. */
    private static int header(byte[] file) {
        return 8 + (file[0] & 0xFF) + ((file[1] & 0xFF) << 8) + ((file[2] & 0xFF) << 16);
    }

    private static byte[] damaged(byte[] intact, int region, Random random) {
        byte[] bytes = intact.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(Math.min(region, bytes.length));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "0123456789{}[]\",:".charAt(random.nextInt(17));
                default -> bytes = Arrays.copyOf(bytes, random.nextBoolean() ? Math.max(1, at) : bytes.length + at);
            }
        }
        return bytes;
    }
}
