package io.github.cnnc.runtime;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pictures into and out of a network. Values are 0 to 255 as they are; models scale them themselves.
 *
 * <p>A picture of another size is resized to cover the input (its shorter side fits, its aspect ratio stays) and cropped
 * around its centre, as torchvision's {@code Resize} and {@code CenterCrop} do, with the filter and the rounding of
 * Pillow's {@code Image.resize(BILINEAR)}. One of the right size goes in unchanged.
 *
 * <p>Colour becomes gray by ITU-R BT.601 (0.299, 0.587, 0.114), gray becomes colour by repeating, both before resizing.
 * Samples of 16 bits are rounded to 8, ink (CMYK) becomes light as in Pillow's {@code convert("RGB")}. Transparent pixels lie on white (Pillow's {@code convert("RGB")} drops alpha
 * instead and uncovers whatever colour is stored there). Colour profiles are not applied, and the orientation of EXIF is
 * ignored: a photograph goes in as it is stored.
 *
 * <p>Of a file of more than 33 megapixels, every second pixel of every second row is read, as long as that leaves at
 * least four times the input's width and height; smaller pictures are read whole.
 */
public final class Pictures {

    /** Files beyond this many bytes are refused unread. */
    private static final int MAX_BYTES = 1 << 28;

    private Pictures() {}

    /**
     * Reads a picture: PNG, JPEG, GIF, BMP, and what else the JVM has readers for; of several frames the first.
     *
     * @return the input, CHW, {@code format.volume().size()} elements
     * @throws IOException where the file cannot be read, or is no regular file but a folder or device
     * @throws PictureException where it is no picture, a damaged or cut one, or one of more than 100 megapixels or with a
     *     side of more than 65,535
     * @throws IllegalArgumentException for a format that takes no picture
     */
    public static float[] read(Path file, InputFormat format) throws IOException {
        requirePicture(format);
        RegularFile.require(file);
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, format);
        }
    }

    /**
     * Reads a picture that comes from anywhere, a resource or the net.
     *
     * @param picture read to its end, or to 256 MB; not closed
     * @return the input, CHW, {@code format.volume().size()} elements
     * @throws IOException where it cannot be read
     * @throws PictureException as for a file
     * @throws IllegalArgumentException for a format that takes no picture
     */
    public static float[] read(InputStream picture, InputFormat format) throws IOException {
        requirePicture(format);
        return read("the stream", picture, format);
    }

    private static float[] read(String name, InputStream in, InputFormat format) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new PictureException(name + ": has more than " + MAX_BYTES + " bytes");
        }
        return decoded(name, bytes, format);
    }

    static float[] decoded(String file, byte[] bytes, InputFormat format) {
        try {
            BufferedImage image = PictureDecoder.decode(file, bytes, format.volume());
            return toInput(file, image, format);
        } catch (OutOfMemoryError e) {
            // One array of a size the file named: once it is refused, there is as much memory as before.
            throw new PictureException(file + ": needs more memory than this JVM has", e);
        }
    }

    private static float[] toInput(String file, BufferedImage image, InputFormat format) {
        try {
            return toInput(image, format);
        } catch (RuntimeException e) {
            // A damaged colour profile shows only when colours are converted.
            throw new PictureException(file + ": has colours this JVM cannot convert", e);
        }
    }

    /**
     * The input made of a picture.
     *
     * @return CHW, {@code format.volume().size()} elements
     * @throws IllegalArgumentException for a format that takes no picture
     */
    public static float[] toInput(BufferedImage image, InputFormat format) {
        requirePicture(format);
        Volume volume = format.volume();
        PixelRows rows = new PixelRows(image, volume.depth());
        boolean wide = (long) rows.width() * volume.height() >= (long) rows.height() * volume.width();
        // Fractions are cut, not rounded, in torchvision too: transforms.functional._compute_resized_output_size.
        long resizedWidth = wide ? (long) rows.width() * volume.height() / rows.height() : volume.width();
        long resizedHeight = wide ? volume.height() : (long) rows.height() * volume.width() / rows.width();
        Resampling across = centred(rows.width(), resizedWidth, volume.width());
        Resampling down = centred(rows.height(), resizedHeight, volume.height());
        byte[] narrowed = narrowed(rows, across, down.from(), down.to());
        return shortened(narrowed, down.to() - down.from(), down, format);
    }

    /** torchvision's {@code center_crop}, which rounds half a pixel to the even one. */
    private static Resampling centred(int size, long resized, int kept) {
        return new Resampling(size, resized, (long) Math.rint((resized - kept) / 2.0), kept);
    }

    /** The first pass, over the rows the second will need: [channel, row, kept column]. */
    private static byte[] narrowed(PixelRows rows, Resampling across, int from, int to) {
        int height = to - from;
        byte[] narrowed = new byte[Math.multiplyExact(rows.channels() * across.count(), height)];
        for (int y = 0; y < height; y++) {
            int[] row = rows.row(from + y);
            for (int c = 0; c < rows.channels(); c++) {
                int out = (c * height + y) * across.count();
                for (int x = 0; x < across.count(); x++) {
                    narrowed[out + x] = (byte) across.at(x, row, c * rows.width(), 1);
                }
            }
        }
        return narrowed;
    }

    /** The second pass, from {@code height} rows, the first of which is {@code down.from()}, to the input. */
    private static float[] shortened(byte[] narrowed, int height, Resampling down, InputFormat format) {
        Volume volume = format.volume();
        float[] input = new float[volume.size()];
        for (int c = 0; c < volume.depth(); c++) {
            for (int x = 0; x < volume.width(); x++) {
                // May wrap around for a thin picture of millions of rows; adding from() rows and more wraps it back.
                int column = (c * height - down.from()) * volume.width() + x;
                for (int y = 0; y < volume.height(); y++) {
                    input[volume.index(stored(c, format), y, x)] = down.at(y, narrowed, column, volume.width());
                }
            }
        }
        return input;
    }

    /**
     * A picture of a volume: gray for a depth of 1, red, green and blue for 3. Values are rounded (halves up) and
     * clamped to 0 to 255; NaN is 0.
     *
     * @param chw the volume's elements
     * @throws IllegalArgumentException for another depth or length
     */
    public static BufferedImage toImage(float[] chw, Volume volume) {
        return toImage(chw, new InputFormat(volume, InputFormat.Channels.NONE));
    }

    /** {@link #toImage(float[], Volume)} with the channels in the order of a format, of which BGR differs. */
    public static BufferedImage toImage(float[] chw, InputFormat format) {
        Volume volume = format.volume();
        if (volume.depth() != 1 && volume.depth() != 3) {
            throw new IllegalArgumentException("a picture has a depth of 1 or 3, not " + volume.depth());
        }
        if (chw.length != volume.size()) {
            throw new IllegalArgumentException(volume + " has " + volume.size() + " elements, not " + chw.length);
        }
        boolean gray = volume.depth() == 1;
        BufferedImage image = new BufferedImage(
                volume.width(), volume.height(), gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        // Through the raster: setRGB would convert between colour spaces.
        for (int c = 0; c < volume.depth(); c++) {
            for (int y = 0; y < volume.height(); y++) {
                for (int x = 0; x < volume.width(); x++) {
                    float value = chw[volume.index(stored(c, format), y, x)];
                    image.getRaster().setSample(x, y, c, Math.max(0, Math.min(255, Math.round(value))));
                }
            }
        }
        return image;
    }

    /** Where the format has channel c of red, green, blue. */
    private static int stored(int c, InputFormat format) {
        return format.channels() == InputFormat.Channels.BGR ? 2 - c : c;
    }

    private static void requirePicture(InputFormat format) {
        if (format.channels() == InputFormat.Channels.NONE) {
            throw new IllegalArgumentException("this input of " + format.volume() + " takes no picture, only numbers");
        }
    }
}
