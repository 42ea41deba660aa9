package io.github.cnnc.runtime;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;

/**
 * The rows of a picture as 8-bit channels: one (luma) or three (red, green, blue).
 *
 * <p>Samples are taken as they are stored, as Pillow does, not converted from their colour profile; ink (CMYK) becomes light
 * by plain arithmetic. {@code BufferedImage.getRGB} would not do for that: it holds gray and ink for linear and turns a
 * stored 128 into 188. More than 8 bits are rounded to 8. Where there is alpha, the picture lies on white.
 */
final class PixelRows {

    /** How a row's samples are come by. */
    private enum Samples {
        /** Whole numbers in the raster. */
        STORED,
        /** Fractions, signed numbers, or colours multiplied by alpha: as the colour model normalises them. */
        NORMALISED,
        /** Palettes, and colour spaces whose conversion is their meaning, such as Lab. */
        CONVERTED
    }

    private final BufferedImage image;
    private final int channels;
    private final Samples kind;

    /**
     * Of a picture.
     *
     * @param channels 1 or 3
     */
    PixelRows(BufferedImage image, int channels) {
        this.image = image;
        this.channels = channels;
        this.kind = kind(image.getColorModel());
    }

    private static Samples kind(ColorModel model) {
        int space = model.getColorSpace().getType();
        boolean plain = space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_CMYK;
        if (model instanceof IndexColorModel || !plain) {
            return Samples.CONVERTED;
        }
        int transfer = model.getTransferType();
        boolean whole = transfer == DataBuffer.TYPE_BYTE
                || transfer == DataBuffer.TYPE_USHORT
                || transfer == DataBuffer.TYPE_INT && model instanceof DirectColorModel;
        return whole && !model.isAlphaPremultiplied() ? Samples.STORED : Samples.NORMALISED;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    int channels() {
        return channels;
    }

    /** Row y: value 0 to 255 of channel c in column x at {@code [c * width + x]}. */
    int[] row(int y) {
        int[] row = new int[channels * width()];
        int[] samples = switch (kind) {
            case STORED -> storedSamples(y);
            case NORMALISED -> normalisedSamples(y);
            case CONVERTED -> convertedSamples(y);
        };
        for (int x = 0; x < width(); x++) {
            int alpha = samples[4 * x + 3];
            int red = onWhite(samples[4 * x], alpha);
            int green = onWhite(samples[4 * x + 1], alpha);
            int blue = onWhite(samples[4 * x + 2], alpha);
            if (channels == 1) {
                row[x] = luma(red, green, blue);
            } else {
                row[x] = red;
                row[width() + x] = green;
                row[2 * width() + x] = blue;
            }
        }
        return row;
    }

    /** Red, green, blue, alpha of each pixel, 8 bits each, from the raster. */
    private int[] storedSamples(int y) {
        ColorModel model = image.getColorModel();
        int bands = model.getNumComponents();
        int colours = model.getNumColorComponents();
        int[] raw = image.getRaster().getPixels(0, y, width(), 1, (int[]) null);
        int[] samples = new int[4 * width()];
        int[] pixel = new int[bands];
        for (int x = 0; x < width(); x++) {
            for (int band = 0; band < bands; band++) {
                pixel[band] = to8Bits(raw[x * bands + band], model.getComponentSize(band));
            }
            put(samples, x, pixel, colours);
        }
        return samples;
    }

    /** The same through fractions from 0 to 1. */
    private int[] normalisedSamples(int y) {
        ColorModel model = image.getColorModel();
        int[] samples = new int[4 * width()];
        int[] pixel = new int[model.getNumComponents()];
        for (int x = 0; x < width(); x++) {
            float[] fractions = model.getNormalizedComponents(image.getRaster().getDataElements(x, y, null), null, 0);
            for (int band = 0; band < pixel.length; band++) {
                pixel[band] = Math.round(255 * Math.max(0, Math.min(1, fractions[band])));
            }
            put(samples, x, pixel, model.getNumColorComponents());
        }
        return samples;
    }

    /** One pixel of bands of 8 bits: gray, or red, green and blue, or four inks; then perhaps alpha. */
    private static void put(int[] samples, int x, int[] pixel, int colours) {
        for (int c = 0; c < 3; c++) {
            int band = colours == 1 ? 0 : c;
            samples[4 * x + c] = colours == 4 ? light(pixel[c], pixel[3]) : pixel[band];
        }
        samples[4 * x + 3] = pixel.length > colours ? pixel[colours] : 255;
    }

    /** What is left of a colour under its ink and black, as Pillow's {@code cmyk2rgb} (Convert.c) has it. */
    private static int light(int ink, int black) {
        return ((255 - ink) * (255 - black) + 127) / 255;
    }

    /** The same through the colour model. */
    private int[] convertedSamples(int y) {
        int[] argb = image.getRGB(0, y, width(), 1, null, 0, width());
        int[] samples = new int[4 * width()];
        for (int x = 0; x < width(); x++) {
            samples[4 * x] = argb[x] >> 16 & 0xff;
            samples[4 * x + 1] = argb[x] >> 8 & 0xff;
            samples[4 * x + 2] = argb[x] & 0xff;
            samples[4 * x + 3] = argb[x] >>> 24;
        }
        return samples;
    }

    private static int to8Bits(int sample, int bits) {
        int most = (1 << bits) - 1;
        return bits == 8 ? sample : (sample * 255 + most / 2) / most;
    }

    private static int onWhite(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** ITU-R BT.601 in Pillow's whole numbers ({@code convert("L")}, Convert.c): 0.299, 0.587, 0.114 of 2^16. */
    private static int luma(int red, int green, int blue) {
        return red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16;
    }
}
