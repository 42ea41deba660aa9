package io.github.cnnc.runtime;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/**
 * The rows of a picture as 8-bit channels: one (luma) or three (red, green, blue).
 *
 * <p>Samples are taken as they are stored, as Pillow does, not converted from their colour profile. {@code
 * BufferedImage.getRGB} would not do for that: it holds gray pictures for linear and turns a stored 128 into 188. More
 * than 8 bits are rounded to 8. Where there is alpha, the picture lies on white.
 */
final class PixelRows {

    private final BufferedImage image;
    private final int channels;
    private final boolean stored;

    /**
     * Of a picture.
     *
     * @param channels 1 or 3
     */
    PixelRows(BufferedImage image, int channels) {
        this.image = image;
        this.channels = channels;
        this.stored = isStored(image.getColorModel());
    }

    /** Whether the raster's bands are the samples we want: gray or RGB, perhaps alpha, 8 or 16 bits. */
    private static boolean isStored(ColorModel model) {
        int space = model.getColorSpace().getType();
        int transfer = model.getTransferType();
        return model instanceof ComponentColorModel
                && !model.isAlphaPremultiplied()
                && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
                && (transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT);
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
        int[] samples = stored ? storedSamples(y) : convertedSamples(y);
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
        for (int x = 0; x < width(); x++) {
            for (int c = 0; c < 3; c++) {
                int band = colours == 1 ? 0 : c;
                samples[4 * x + c] = to8Bits(raw[x * bands + band], model.getComponentSize(band));
            }
            samples[4 * x + 3] =
                    model.hasAlpha() ? to8Bits(raw[x * bands + colours], model.getComponentSize(colours)) : 255;
        }
        return samples;
    }

    /** The same through the colour model: palettes, packed pixels and what is rare. */
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
