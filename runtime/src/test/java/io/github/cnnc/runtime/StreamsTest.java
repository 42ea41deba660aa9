package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights and pictures that lie in no file. */
class StreamsTest {

    private static final InputFormat GRAY = new InputFormat(new Volume(2, 2, 1), InputFormat.Channels.GRAY);

    @TempDir
    Path folder;

    @Test
    void weightsOfAStreamAndOfBytesAreThoseOfTheFile() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Weights.of(Map.of("w", new Tensor(List.of(3), new float[] {1, 2, 3}))).write(file);
        byte[] bytes = Files.readAllBytes(file);

        assertThat(Weights.read(bytes).get("w").orElseThrow().data()).containsExactly(1, 2, 3);
        Unclosed in = new Unclosed(bytes);
        assertThat(Weights.read(in).get("w").orElseThrow().data()).containsExactly(1, 2, 3);
        assertThat(in.closed).isFalse();
    }

    @Test
    void damagedWeightsAreNamedByWhereTheyComeFrom() {
        assertThatThrownBy(() -> Weights.read(new byte[3]))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("the bytes: ");
        assertThatThrownBy(() -> Weights.read(InputStream.nullInputStream()))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith("the stream: ");
    }

    @Test
    void aPictureOfAStreamIsThatOfTheFile() throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 0, 0, 200);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        Unclosed in = new Unclosed(png.toByteArray());
        assertThat(Pictures.read(in, GRAY)).containsExactly(0, 200, 0, 0);
        assertThat(in.closed).isFalse();
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> Pictures.read(InputStream.nullInputStream(), GRAY))
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith("the stream: is no picture");
        InputFormat numbers = new InputFormat(new Volume(2, 2, 1), InputFormat.Channels.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> Pictures.read(InputStream.nullInputStream(), numbers));
    }

    /** One that goes on for ever is not read for ever. */
    @Test
    void anEndlessPictureIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] to, int from, int count) {
                return count;
            }
        };
        assertThatThrownBy(() -> Pictures.read(endless, GRAY))
                .isInstanceOf(PictureException.class)
                .hasMessage("the stream: has more than 268435456 bytes");
    }

    private static final class Unclosed extends ByteArrayInputStream {
        private boolean closed;

        Unclosed(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
