package io.github.cnnc.runtime;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes the bytes of an untrusted picture with whatever readers the JVM has. The sizes its header claims are checked
 * before a pixel is decoded; nothing is cached on disk.
 */
final class PictureDecoder {

    static final long MAX_PIXELS = 100_000_000;

    /** The longest side that JPEG and GIF can name. A PNG may claim 2^31-1, one row of which is more than memory. */
    static final int MAX_SIDE = 65_535;

    /**
     * A header of some bytes can claim 100 megapixels and have 400 MB allocated. A flat picture can indeed be that
     * small, but hardly smaller than this: deflate, the best compressor among the common formats, makes at most 1032
     * bytes of one, which are 8256 pixels of one bit.
     */
    private static final long MAX_PIXELS_PER_BYTE = 10_000;

    /** The same for JPEG: 64 pixels need at least one bit, the Huffman code of their mean (ITU-T T.81, F.1.2.1). */
    private static final long MAX_JPEG_PIXELS_PER_BYTE = 512;

    /** A progressive JPEG has some ten scans. Each may take a few bytes, and goes through all pixels. */
    private static final long MAX_SCANNED = 2_000_000_000;

    /** A picture of more pixels is read at half its size where far fewer are needed: 33 megapixels. */
    static final long MAX_WHOLE = 1 << 25;

    /** A reduced side stays so many times as long as the input's, so that every input pixel is still a mean of several. */
    static final int REDUCED = 4;

    /** Warnings of the JDK's readers that pixels are missing or wrong; the others are about profiles and thumbnails. */
    private static final Pattern DAMAGE = Pattern.compile("(?i)truncated|premature end|corrupt(?!.*extraneous)"
            + "|inconsistent progression|out-of-sequence|outofbounds");

    private final String file;
    private final byte[] bytes;

    private PictureDecoder(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The first picture in the bytes, perhaps at reduced size.
     *
     * @param file names them in messages
     * @param needed the size for which it is read
     */
    static BufferedImage decode(String file, byte[] bytes, Volume needed) {
        return new PictureDecoder(file, bytes).image(needed);
    }

    private BufferedImage image(Volume needed) {
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
                return image(reader, needed);
            } finally {
                reader.dispose();
            }
        } catch (PictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make ImageIO's readers throw nearly any RuntimeException, out of bounds above all.
            throw new PictureException(file + ": is damaged, or of a variant this JVM does not read: " + reason(e), e);
        }
    }

    private BufferedImage image(ImageReader reader, Volume needed) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        String format = reader.getFormatName();
        checkSize(width, height, format);
        if (format.equals("tif")) {
            requireWholeTiff(reader);
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(String.valueOf(warning)));
        ImageReadParam param = reader.getDefaultReadParam();
        int step = step(width, height, needed);
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(0, param);
        // Other decoders fill what is missing with gray and go on.
        warnings.stream()
                .filter(warning -> DAMAGE.matcher(warning).find())
                .findFirst()
                .ifPresent(warning -> {
                    throw new PictureException(file + ": is damaged: " + line(warning));
                });
        return image;
    }

    /** Every how many pixels and rows one is read: 1, or 2 where the picture is huge and the input small. */
    static int step(int width, int height, Volume needed) {
        boolean huge = (long) width * height > MAX_WHOLE;
        return huge && width / 2 >= REDUCED * needed.width() && height / 2 >= REDUCED * needed.height() ? 2 : 1;
    }

    private void checkSize(int width, int height, String format) {
        long pixels = (long) width * height;
        if (width < 1 || height < 1) {
            throw new PictureException(file + ": claims to be " + width + "x" + height + " pixels");
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new PictureException(
                    file + ": is " + width + "x" + height + " pixels, the limit of a side is " + MAX_SIDE);
        }
        if (pixels > MAX_PIXELS) {
            throw new PictureException(
                    file + ": is " + width + "x" + height + " pixels, the limit is " + MAX_PIXELS + " in all");
        }
        boolean jpeg = format.equals("JPEG");
        if (pixels > (jpeg ? MAX_JPEG_PIXELS_PER_BYTE : MAX_PIXELS_PER_BYTE) * bytes.length) {
            throw new PictureException(file + ": claims " + width + "x" + height + " pixels, more than " + bytes.length
                    + " bytes can hold");
        }
        if (jpeg && pixels * scans() > MAX_SCANNED) {
            throw new PictureException(file + ": has " + scans() + " scans of " + width + "x" + height
                    + " pixels, the limit is " + MAX_SCANNED + " in all");
        }
    }

    /** The markers SOS, FF DA; among a scan's own bytes an FF is followed by 0 (ITU-T T.81, B.1.1.5). */
    private int scans() {
        int scans = 0;
        for (int i = 1; i < bytes.length; i++) {
            scans += bytes[i - 1] == (byte) 0xff && bytes[i] == (byte) 0xda ? 1 : 0;
        }
        return scans;
    }

    /** A JPEG inside a TIFF has another reader, whose warnings are lost: its strips or tiles must lie in the file. */
    private void requireWholeTiff(ImageReader reader) throws IOException {
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(reader.getImageMetadata(0));
        boolean tiled = directory.containsTIFFField(BaselineTIFFTagSet.TAG_TILE_OFFSETS);
        TIFFField offsets = directory.getTIFFField(
                tiled ? BaselineTIFFTagSet.TAG_TILE_OFFSETS : BaselineTIFFTagSet.TAG_STRIP_OFFSETS);
        TIFFField counts = directory.getTIFFField(
                tiled ? BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS : BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS);
        if (offsets == null || counts == null) {
            return; // an old kind; the reader knows how to estimate them
        }
        for (int i = 0; i < Math.min(offsets.getCount(), counts.getCount()); i++) {
            if (offsets.getAsLong(i) + counts.getAsLong(i) > bytes.length) {
                throw new PictureException(file + ": is damaged: it ends before its pixels do");
            }
        }
    }

    private static String reason(Exception e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + line(e.getMessage());
    }

    private static String line(String message) {
        return message.lines().findFirst().orElse("");
    }
}
