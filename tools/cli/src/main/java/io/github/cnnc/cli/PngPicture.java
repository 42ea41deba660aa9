package io.github.cnnc.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A drawing's PDF in pixels. Letters are shapes there, so that no font of the machine is asked for. */
final class PngPicture {

    /** 64 million pixels are 256 MB. */
    private static final double MOST_PIXELS = 64e6;

    /** Two pixels for one of the SVG: sharp on a slide. */
    private static final double SHARP = 2 / 0.75;

    private PngPicture() {}

    /** The PNG file of a PDF, as wide as wanted; throws a {@link UserError} where it would be too large. */
    static byte[] of(byte[] pdf, OptionalInt width) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDRectangle page = document.getPage(0).getMediaBox();
            double area = (double) page.getWidth() * page.getHeight();
            double largest = Math.sqrt(MOST_PIXELS / area);
            // PDFBox rounds down.
            double scale = width.isPresent() ? (width.getAsInt() + 0.01) / page.getWidth() : Math.min(SHARP, largest);
            if (scale > largest) {
                throw new UserError(String.format(
                        Locale.ROOT,
                        "--width %d: a PNG of %.0f million pixels is too large; the widest of this picture is %d",
                        width.getAsInt(),
                        area * scale * scale / 1e6,
                        (int) (largest * page.getWidth())));
            }
            BufferedImage image = new PDFRenderer(document).renderImage(0, (float) scale);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    }
}
