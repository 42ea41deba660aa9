package io.github.cnnc.runtime;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes the bytes of an untrusted picture with whatever readers the JVM has. The sizes its header claims are checked
 * before a pixel is decoded; nothing is cached on disk.
 */
final class PictureDecoder {

    static final long MAX_PIXELS = 100_000_000;

    /**
     * A header of some bytes can claim 100 megapixels and have 400 MB allocated. A flat picture can indeed be that
     * small, but hardly smaller than this: deflate, the best compressor among the common formats, makes at most 1032
     * bytes of one, which are 8256 pixels of one bit.
     */
    private static final long MAX_PIXELS_PER_BYTE = 10_000;

    private PictureDecoder() {}

    /** The first picture in the bytes; {@code file} names them in messages. */
    static BufferedImage decode(String file, byte[] bytes) {
        // Not ImageIO.createImageInputStream: that one may write to disk, as a setting shared by the whole JVM says.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new PictureException(
                        file + ": is no picture of a format this JVM reads (PNG, JPEG, GIF, BMP...)");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                checkSize(file, reader.getWidth(0), reader.getHeight(0), bytes.length);
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make ImageIO's readers throw nearly any RuntimeException, out of bounds above all.
            throw new PictureException(file + ": is damaged, or of a variant this JVM does not read: " + reason(e), e);
        } catch (OutOfMemoryError e) {
            // One array of a size the file named: once it is refused, there is as much memory as before.
            throw new PictureException(file + ": needs more memory than this JVM has", e);
        }
    }

    private static void checkSize(String file, int width, int height, int length) {
        long pixels = (long) width * height;
        if (width < 1 || height < 1) {
            throw new PictureException(file + ": claims to be " + width + "x" + height + " pixels");
        }
        if (pixels > MAX_PIXELS) {
            throw new PictureException(
                    file + ": is " + width + "x" + height + " pixels, the limit is " + MAX_PIXELS + " in all");
        }
        if (pixels > MAX_PIXELS_PER_BYTE * length) {
            throw new PictureException(
                    file + ": claims " + width + "x" + height + " pixels, more than " + length + " bytes can hold");
        }
    }

    private static String reason(Exception e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null
                ? name
                : name + ": " + e.getMessage().lines().findFirst().orElse("");
    }
}
