package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.runtime.InputFormat.Channels;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected numbers are Pillow's, printed by {@code python3 pillow.py} beside this test's resources. */
class PicturesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8|6|4|3|152, 154, 134, 178, 112, 132, 124, 93, 107, 84, 134, 135",
                "13|11|5|5|136, 110, 166, 120, 140, 129, 91, 131, 104, 122, 118, 130, 164, 148, 117, 123, 156, 100, 124,"
                        + " 107, 97, 137, 118, 93, 126",
                "3|2|7|5|198, 188, 157, 126, 127, 129, 129, 189, 179, 150, 121, 129, 139, 141, 153, 145, 123, 101, 139,"
                        + " 178, 190, 116, 111, 96, 80, 148, 216, 239, 107, 102, 89, 75, 150, 226, 251",
                "9|4|3|3|100, 178, 196, 91, 103, 100, 78, 135, 86",
                "4|9|3|3|87, 135, 170, 83, 89, 98, 121, 106, 90",
                "1|1|2|3|198, 198, 198, 198, 198, 198",
                "6|1|1|4|115, 115, 115, 115",
            })
    void resizingIsPillows(int width, int height, int inputWidth, int inputHeight, String expected) {
        float[] input = Pictures.toInput(
                noise(width, height, 1), new InputFormat(new Volume(inputWidth, inputHeight, 1), Channels.GRAY));

        assertThat(input)
                .containsExactly(
                        Arrays.stream(expected.split(", ")).map(Float::valueOf).toArray(Float[]::new));
    }

    @ParameterizedTest
    @CsvSource({"300,200,224,224,e3f33fea", "97,131,224,224,e0030ba2", "640,31,17,29,0004fda9"})
    void resizingLargeColourPicturesIsPillowsToTheLastBit(
            int width, int height, int inputWidth, int inputHeight, String crc32) {
        Volume volume = new Volume(inputWidth, inputHeight, 3);

        float[] input = Pictures.toInput(noise(width, height, 3), new InputFormat(volume, Channels.RGB));

        CRC32 crc = new CRC32();
        for (int y = 0; y < inputHeight; y++) {
            for (int x = 0; x < inputWidth; x++) {
                for (int c = 0; c < 3; c++) {
                    crc.update((int) input[volume.index(c, y, x)]);
                }
            }
        }
        assertThat(Long.toHexString(crc.getValue())).isEqualTo(Long.toHexString(Long.parseLong(crc32, 16)));
    }

    @Test
    void aPictureOfTheRightSizeIsUnchanged() throws IOException {
        BufferedImage image = noise(5, 3, 3);
        Path file = write(image, "png");

        float[] rgb = Pictures.read(file, new InputFormat(new Volume(5, 3, 3), Channels.RGB));
        float[] bgr = Pictures.read(file, new InputFormat(new Volume(5, 3, 3), Channels.BGR));

        assertThat(rgb[0]).isEqualTo(image.getRGB(0, 0) >> 16 & 255);
        assertThat(rgb[15 + 5 + 2]).isEqualTo(image.getRGB(2, 1) >> 8 & 255);
        assertThat(rgb[30 + 14]).isEqualTo(image.getRGB(4, 2) & 255);
        assertThat(Arrays.copyOfRange(bgr, 0, 15)).isEqualTo(Arrays.copyOfRange(rgb, 30, 45));
        assertThat(Arrays.copyOfRange(bgr, 15, 30)).isEqualTo(Arrays.copyOfRange(rgb, 15, 30));
    }

    @Test
    void colourBecomesGrayAsPillowsLuma() {
        assertThat(Pictures.toInput(noise(4, 3, 3), gray(4, 3)))
                .containsExactly(148, 105, 224, 210, 79, 63, 155, 51, 106, 142, 97, 51);
    }

    @Test
    void grayBecomesColourByRepeating() {
        BufferedImage image = noise(2, 2, 1);

        float[] input = Pictures.toInput(image, new InputFormat(new Volume(2, 2, 3), Channels.RGB));

        float[] gray = Pictures.toInput(image, gray(2, 2));
        assertThat(input).isEqualTo(concatenated(gray, gray, gray));
    }

    /** {@code getRGB} would make 188 of 128: it holds gray for linear. */
    @Test
    void grayIsTakenAsItIsStored() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 128, 255});

        assertThat(Pictures.read(write(image, "png"), gray(3, 1))).containsExactly(0, 128, 255);
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 128, 129, 65535});

        assertThat(Pictures.read(write(image, "png"), gray(4, 1))).containsExactly(0, 0, 1, 255);
    }

    @Test
    void palettesAndSingleBitsAreRead() throws IOException {
        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(1, 0, 0xffffffff);
        assertThat(Pictures.read(write(bits, "png"), gray(2, 1))).containsExactly(0, 255);

        BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xffff0000);
        assertThat(Pictures.read(write(palette, "gif"), new InputFormat(new Volume(1, 1, 3), Channels.RGB)))
                .containsExactly(255, 0, 0);
    }

    @Test
    void transparentPixelsLieOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x80000000);
        image.setRGB(2, 0, 0xff000000);

        assertThat(Pictures.toInput(image, gray(3, 1))).containsExactly(255, 127, 0);
        assertThat(Pictures.read(write(image, "png"), gray(3, 1))).containsExactly(255, 127, 0);
    }

    @Test
    void grayWithAlphaIsRead() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {100, 255, 100, 0});

        assertThat(Pictures.toInput(new BufferedImage(model, raster, false, null), gray(2, 1)))
                .containsExactly(100, 255);
    }

    @Test
    void aThinPictureIsReadWithoutOverflow() {
        BufferedImage image = new BufferedImage(1, 3_000_000, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 1_500_000, 0, 200);

        float[] input = Pictures.toInput(image, gray(2000, 2));

        assertThat(input[0]).isBetween(99f, 101f);
    }

    @Test
    void anImageOfAVolumeReadsBackAsTheVolume() {
        float[] rgb = Pictures.toInput(noise(4, 3, 3), new InputFormat(new Volume(4, 3, 3), Channels.RGB));
        for (Channels channels : new Channels[] {Channels.RGB, Channels.BGR}) {
            InputFormat format = new InputFormat(new Volume(4, 3, 3), channels);
            assertThat(Pictures.toInput(Pictures.toImage(rgb, format), format)).isEqualTo(rgb);
        }
        float[] gray = {1, 2, 3, 128};
        assertThat(Pictures.toInput(Pictures.toImage(gray, new Volume(2, 2, 1)), gray(2, 2)))
                .isEqualTo(gray);
    }

    @Test
    void valuesOfAnImageAreRoundedAndClamped() {
        float[] values = {-3, 0.49f, 0.5f, 254.5f, 300, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

        BufferedImage image = Pictures.toImage(values, new Volume(8, 1, 1));

        assertThat(image.getRaster().getPixels(0, 0, 8, 1, (int[]) null)).containsExactly(0, 0, 1, 255, 255, 0, 255, 0);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> Pictures.toImage(new float[2], new Volume(1, 1, 2)))
                .hasMessage("a picture has a depth of 1 or 3, not 2");
        assertThatThrownBy(() -> Pictures.toImage(new float[2], new Volume(1, 1, 3)))
                .hasMessage("1x1x3 has 3 elements, not 2");
        assertThatThrownBy(() -> Pictures.toInput(noise(2, 2, 1), new InputFormat(new Volume(2, 2, 1), Channels.NONE)))
                .hasMessage("this input of 2x2x1 takes no picture, only numbers");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "hello");

        assertThatThrownBy(() -> Pictures.read(file, gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessage(file + ": is no picture of a format this JVM reads (PNG, JPEG, GIF, BMP...)");
        assertThatThrownBy(() -> Pictures.read(folder.resolve("none.png"), gray(1, 1)))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aTruncatedPictureIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write(noise(20, 20, 3), "png"));

        assertThatThrownBy(() -> Pictures.decoded("cut.png", Arrays.copyOf(whole, whole.length / 2), gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith("cut.png: is damaged, or of a variant this JVM does not read: ");
    }

    @ParameterizedTest
    @CsvSource({
        "10001,10000,'is 10001x10000 pixels, the limit is 100000000 in all'",
        "10000,10000,'claims 10000x10000 pixels, more than 69 bytes can hold'",
    })
    void aHugeSizeIsRefusedBeforeDecoding(int width, int height, String problem) throws IOException {
        ByteBuffer png = ByteBuffer.wrap(Files.readAllBytes(write(noise(1, 1, 3), "png")));
        CRC32 crc = new CRC32();
        png.putInt(16, width).putInt(20, height);
        crc.update(png.array(), 12, 17);
        png.putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> Pictures.decoded("huge.png", png.array(), gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessage("huge.png: " + problem);
    }

    private static InputFormat gray(int width, int height) {
        return new InputFormat(new Volume(width, height, 1), Channels.GRAY);
    }

    private static float[] concatenated(float[]... parts) {
        float[] whole = new float[parts.length * parts[0].length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, whole, i * parts[i].length, parts[i].length);
        }
        return whole;
    }

    private Path write(BufferedImage image, String type) throws IOException {
        return Files.write(folder.resolve("picture." + type), encoded(image, type));
    }

    static byte[] encoded(BufferedImage image, String type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, type, out)).isTrue();
        return out.toByteArray();
    }

    /** The same samples as {@code noise} in pillow.py. */
    static BufferedImage noise(int width, int height, int bands) {
        BufferedImage image = new BufferedImage(
                width, height, bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        int state = 1;
        for (int i = 0; i < width * height * bands; i++) {
            state = state * 1103515245 + 12345 & 0x7fffffff;
            int pixel = i / bands;
            image.getRaster().setSample(pixel % width, pixel / width, i % bands, state >> 16 & 255);
        }
        return image;
    }
}
