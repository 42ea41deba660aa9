package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cnnc.runtime.InputFormat.Channels;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
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

    /** 20 kB can claim 41 megapixels in PNG, and hardly 10 in a JPEG, where 64 pixels take a bit at least. */
    @Test
    void aJpegThatClaimsMoreThanItsBytesCanHoldIsRefused() throws IOException {
        byte[] jpeg = Arrays.copyOf(encoded(noise(16, 16, 3), "jpg"), 20_000);
        ByteBuffer frame = ByteBuffer.wrap(jpeg);
        frame.putShort(marker(jpeg, 0xc0) + 5, (short) 9999).putShort(marker(jpeg, 0xc0) + 7, (short) 9999);

        assertThatThrownBy(() -> Pictures.decoded("huge.jpg", jpeg, gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessage("huge.jpg: claims 9999x9999 pixels, more than 20000 bytes can hold");
    }

    /** Each scan takes a few bytes and goes through all pixels. */
    @Test
    void aJpegOfMoreScansThanAnyEncoderMakesIsRefused() throws IOException {
        byte[] once = encoded(noise(16, 16, 3), "jpg");
        byte[] jpeg = Arrays.copyOf(once, 200_000);
        for (int i = 0; i < 20; i++) {
            jpeg[once.length + 2 * i] = (byte) 0xff;
            jpeg[once.length + 2 * i + 1] = (byte) 0xda;
        }
        ByteBuffer frame = ByteBuffer.wrap(jpeg);
        frame.putShort(marker(jpeg, 0xc0) + 5, (short) 9999).putShort(marker(jpeg, 0xc0) + 7, (short) 9999);

        assertThatThrownBy(() -> Pictures.decoded("many.jpg", jpeg, gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessage("many.jpg: has 21 scans of 9999x9999 pixels, the limit is 2000000000 in all");
    }

    /** 12 kB of PNG: its one row would take 1.6 GB. */
    @Test
    void aThinPictureBeyondTheLongestSideIsRefused() throws IOException {
        byte[] png = encoded(new BufferedImage(70_000, 1, BufferedImage.TYPE_BYTE_BINARY), "png");

        assertThatThrownBy(() -> Pictures.decoded("thin.png", png, gray(1, 1)))
                .isInstanceOf(PictureException.class)
                .hasMessage("thin.png: is 70000x1 pixels, the limit of a side is 65535");
    }

    @ParameterizedTest
    @CsvSource({"6000,4000,224,224,1", "10000,9000,224,224,2", "10000,9000,1250,1125,2", "10000,9000,1251,1125,1"})
    void onlyHugePicturesForSmallInputsAreReadAtHalfSize(int width, int height, int in, int inHeight, int step) {
        assertThat(PictureDecoder.step(width, height, new Volume(in, inHeight, 3)))
                .isEqualTo(step);
    }

    @Test
    void aPictureReadAtHalfSizeGivesTheSameMeans() throws IOException {
        BufferedImage huge = new BufferedImage(9000, 4000, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 4000; y++) {
            for (int x = 0; x < 9000; x++) {
                huge.getRaster().setSample(x, y, 0, (x + y) / 52);
            }
        }

        float[] half = Pictures.decoded("huge.png", encoded(huge, "png"), gray(18, 8));

        float[] whole = Pictures.toInput(huge, gray(18, 8));
        for (int i = 0; i < whole.length; i++) {
            assertThat(half[i]).isCloseTo(whole[i], within(1f));
        }
    }

    /** A decoder that only warns fills the rest with gray. */
    @ParameterizedTest
    @CsvSource({"png", "jpg", "gif", "bmp", "wbmp", "tif", "tif/JPEG", "tif/LZW", "tif/Deflate", "tif/PackBits"})
    void aCutPictureIsRefusedInEveryFormat(String type) throws IOException {
        BufferedImage image =
                type.equals("wbmp") ? new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_BINARY) : noise(64, 48, 3);
        byte[] whole = type.contains("/") ? tiff(image, type.substring(4)) : encoded(image, type);

        assertThat(Pictures.decoded("whole", whole, gray(8, 6))).hasSize(48);
        for (int tenths = 3; tenths < 10; tenths++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10);
            assertThatThrownBy(() -> Pictures.decoded("cut", cut, gray(8, 6)))
                    .as("%d tenths", tenths)
                    .isInstanceOf(PictureException.class)
                    .hasMessageStartingWith("cut: is damaged");
        }
    }

    /** Cameras leave such bytes before a marker; no pixel is lost. */
    @Test
    void bytesTooManyBeforeTheEndOfAJpegDoNoHarm() throws IOException {
        byte[] jpeg = encoded(noise(16, 16, 1), "jpg");
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 2);
        longer[jpeg.length - 2] = 0;
        longer[jpeg.length - 1] = 0;
        longer[jpeg.length] = (byte) 0xff;
        longer[jpeg.length + 1] = (byte) 0xd9;

        assertThat(Pictures.decoded("longer.jpg", longer, gray(16, 16)))
                .isEqualTo(Pictures.decoded("jpg", jpeg, gray(16, 16)));
    }

    /** {@code ink.jpg} is of CMYK (31, 83, 150, 20) by Pillow, Adobe's inverted way. */
    @Test
    void inkBecomesLightAsPillowHasIt() throws IOException {
        byte[] cmyk = PicturesTest.class.getResourceAsStream("ink.jpg").readAllBytes();
        byte[] ycck = cmyk.clone();
        ycck[marker(ycck, 0xee) + 15] = 2;

        assertThat(Pictures.decoded("ink.jpg", cmyk, rgb(1, 1))).containsExactly(206, 159, 97);
        assertThat(Pictures.decoded("ycck.jpg", ycck, rgb(1, 1))).containsExactly(58, 28, 0);
        ColorSpace inks = new Inks();
        for (boolean alpha : new boolean[] {false, true}) {
            ComponentColorModel model =
                    new ComponentColorModel(inks, alpha, false, alpha ? 3 : 1, DataBuffer.TYPE_BYTE);
            WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
            raster.setPixel(0, 0, new int[] {31, 83, 150, 20, 255});
            assertThat(Pictures.toInput(new BufferedImage(model, raster, false, null), rgb(1, 1)))
                    .containsExactly(206, 159, 97);
        }
    }

    /** Linear light is the kind of profile that {@code getRGB} would make too bright. */
    @Test
    void profilesAreNotApplied() throws IOException {
        int[] pixel = {10, 128, 240};
        ColorSpace linear = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
        BufferedImage packed = new BufferedImage(
                new DirectColorModel(linear, 24, 0xff0000, 0xff00, 0xff, 0, false, DataBuffer.TYPE_INT),
                new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).getRaster(),
                false,
                null);
        packed.getRaster().setPixel(0, 0, pixel);
        assertThat(Pictures.toInput(packed, rgb(1, 1))).containsExactly(10, 128, 240);

        BufferedImage flat = new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR);
        flat.createGraphics().fillRect(0, 0, 8, 8);
        byte[] jpeg = encoded(flat, "jpg");
        assertThat(Pictures.decoded("profile.jpg", withProfile(jpeg, (ICC_ColorSpace) linear), rgb(1, 1)))
                .isEqualTo(Pictures.decoded("plain.jpg", jpeg, rgb(1, 1)));
    }

    /** Gray of fractions and gray multiplied by its alpha go through no linear light either. */
    @Test
    void rareSamplesOfGrayAreTakenAsTheyAre() {
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ComponentColorModel fractions = new ComponentColorModel(gray, false, false, 1, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = fractions.createCompatibleWritableRaster(3, 1);
        raster.setPixels(0, 0, 3, 1, new float[] {0, 0.5f, 1});
        assertThat(Pictures.toInput(new BufferedImage(fractions, raster, false, null), gray(3, 1)))
                .containsExactly(0, 128, 255);

        ComponentColorModel multiplied = new ComponentColorModel(gray, true, true, 3, DataBuffer.TYPE_BYTE);
        WritableRaster two = multiplied.createCompatibleWritableRaster(2, 1);
        two.setPixels(0, 0, 2, 1, new int[] {128, 255, 64, 128});
        assertThat(Pictures.toInput(new BufferedImage(multiplied, two, true, null), gray(2, 1)))
                .containsExactly(128, 191);
    }

    @Test
    void whatIsNoRegularFileIsRefusedUnread() {
        assertThatThrownBy(() -> Pictures.read(folder, gray(1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a folder");
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless));
        assertThatThrownBy(() -> Pictures.read(endless, gray(1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("/dev/zero: is no regular file, but a device or pipe");
    }

    private static final class Inks extends ColorSpace {
        private static final long serialVersionUID = 1;

        Inks() {
            super(TYPE_CMYK, 4);
        }

        @Override
        public float[] toRGB(float[] inks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] fromRGB(float[] rgb) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] toCIEXYZ(float[] inks) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] fromCIEXYZ(float[] xyz) {
            throw new UnsupportedOperationException();
        }
    }

    /** The position of a JPEG marker's FF. */
    private static int marker(byte[] jpeg, int code) {
        for (int i = 0; ; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) code) {
                return i;
            }
        }
    }

    private static byte[] withProfile(byte[] jpeg, ICC_ColorSpace space) throws IOException {
        byte[] profile = space.getProfile().getData();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, marker(jpeg, 0xdb));
        out.write(
                new byte[] {(byte) 0xff, (byte) 0xe2, (byte) (profile.length + 16 >> 8), (byte) (profile.length + 16)});
        out.write("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
        out.write(profile);
        out.write(jpeg, marker(jpeg, 0xdb), jpeg.length - marker(jpeg, 0xdb));
        return out.toByteArray();
    }

    private static byte[] tiff(BufferedImage image, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        return out.toByteArray();
    }

    private static InputFormat rgb(int width, int height) {
        return new InputFormat(new Volume(width, height, 3), Channels.RGB);
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
