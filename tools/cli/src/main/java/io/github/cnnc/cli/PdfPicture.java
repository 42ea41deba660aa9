package io.github.cnnc.cli;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A drawing's SVG as a page of PDF: the same shapes, and text in a font that comes with PDFBox and is embedded, so that it looks
 * the same everywhere and needs no font of the machine. It knows the elements that {@code SvgRenderer} writes.
 */
final class PdfPicture {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** CSS: 96 pixels are an inch, as 72 points are. */
    private static final double POINTS_PER_PIXEL = 0.75;

    /** Beyond 200 inches, readers give up (ISO 32000-1, annex C). */
    private static final double LARGEST = 14_400;

    /** Circles as four Bezier curves. */
    private static final float ARC = 0.5523f;

    /** The font has no bold letters; as strong a line around each, in its size, makes them. */
    private static final float BOLD = 0.035f;

    private final PDPageContentStream out;
    private final PDFont font;
    private final Set<String> missing = new TreeSet<>();

    private PdfPicture(PDPageContentStream out, PDFont font) {
        this.out = out;
        this.font = font;
    }

    /** The PDF file of an SVG; characters that the font lacks are a warning. */
    static byte[] of(String svg, Terminal terminal) throws IOException {
        Element root = parsed(svg);
        double width = number(root, "width") * POINTS_PER_PIXEL;
        double height = number(root, "height") * POINTS_PER_PIXEL;
        double fit = Math.min(1, LARGEST / Math.max(width, height));
        double scale =
                fit * width / Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]);
        try (PDDocument document = new PDDocument();
                InputStream letters = PDDocument.class.getResourceAsStream(FONT)) {
            // The same network is the same file.
            document.setDocumentId(0L);
            PDPage page = new PDPage(new PDRectangle((float) (fit * width), (float) (fit * height)));
            document.addPage(page);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                out.transform(new Matrix((float) scale, 0, 0, (float) -scale, 0, (float) (fit * height)));
                PdfPicture picture = new PdfPicture(out, PDType0Font.load(document, letters, true));
                picture.children(root);
                if (!picture.missing.isEmpty()) {
                    terminal.warn("the picture's font has no " + String.join(" ", picture.missing)
                            + " and shows ? instead; an SVG has the fonts of the machine that shows it");
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static Element parsed(String svg) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("our own SVG", e);
        }
    }

    private void children(Element parent) throws IOException {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) throws IOException {
        switch (element.getTagName()) {
            case "g" -> children(element);
            case "title" -> {} // what is said to those who point at it
            case "rect" -> {
                out.addRect(
                        number(element, "x"),
                        number(element, "y"),
                        number(element, "width"),
                        number(element, "height"));
                paint(element);
            }
            case "polygon" -> {
                String[] points = element.getAttribute("points").split("[ ,]");
                for (int i = 0; i < points.length; i += 2) {
                    point(i == 0, Float.parseFloat(points[i]), Float.parseFloat(points[i + 1]));
                }
                out.closePath();
                paint(element);
            }
            case "path" -> {
                path(element.getAttribute("d"));
                paint(element);
            }
            case "circle" -> {
                circle(number(element, "cx"), number(element, "cy"), number(element, "r"));
                paint(element);
            }
            case "text" -> text(element);
            default -> throw new IllegalStateException("an element that no drawing has: " + element.getTagName());
        }
    }

    // -- shapes -----------------------------------------------------------------------------------------------------

    private void point(boolean first, float x, float y) throws IOException {
        if (first) {
            out.moveTo(x, y);
        } else {
            out.lineTo(x, y);
        }
    }

    /** Absolute commands: {@code M L H V Q Z}. */
    private void path(String data) throws IOException {
        float x = 0;
        float y = 0;
        for (String command : data.split("(?=[MLHVQZ])")) {
            String[] words = command.substring(1).split(" ");
            float[] numbers = new float[command.length() == 1 ? 0 : words.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Float.parseFloat(words[i]);
            }
            float fromX = x;
            float fromY = y;
            switch (command.charAt(0)) {
                case 'H' -> x = numbers[0];
                case 'V' -> y = numbers[0];
                case 'Z' -> {}
                default -> {
                    x = numbers[numbers.length - 2];
                    y = numbers[numbers.length - 1];
                }
            }
            switch (command.charAt(0)) {
                case 'M' -> out.moveTo(x, y);
                case 'Z' -> out.closePath();
                // A quadratic curve as the cubic one that it is.
                case 'Q' ->
                    out.curveTo(
                            fromX + (numbers[0] - fromX) * 2 / 3,
                            fromY + (numbers[1] - fromY) * 2 / 3,
                            x + (numbers[0] - x) * 2 / 3,
                            y + (numbers[1] - y) * 2 / 3,
                            x,
                            y);
                default -> out.lineTo(x, y);
            }
        }
    }

    private void circle(float x, float y, float r) throws IOException {
        float c = ARC * r;
        out.moveTo(x + r, y);
        out.curveTo(x + r, y + c, x + c, y + r, x, y + r);
        out.curveTo(x - c, y + r, x - r, y + c, x - r, y);
        out.curveTo(x - r, y - c, x - c, y - r, x, y - r);
        out.curveTo(x + c, y - r, x + r, y - c, x + r, y);
        out.closePath();
    }

    /** Fills and strokes what has been outlined, as its attributes say. */
    private void paint(Element element) throws IOException {
        String fill = inherited(element, "fill", "#000000");
        String stroke = inherited(element, "stroke", "none");
        if (!fill.equals("none")) {
            out.setNonStrokingColor(Color.decode(fill));
        }
        if (!stroke.equals("none")) {
            out.setStrokingColor(Color.decode(stroke));
            out.setLineWidth(Float.parseFloat(inherited(element, "stroke-width", "1")));
            out.setLineJoinStyle(1);
            out.setLineCapStyle(1);
        }
        if (fill.equals("none")) {
            out.stroke();
        } else if (stroke.equals("none")) {
            out.fill();
        } else {
            out.fillAndStroke();
        }
    }

    // -- text -------------------------------------------------------------------------------------------------------

    private void text(Element element) throws IOException {
        String text = encodable(element.getTextContent().replaceAll("\\s", " "));
        float size = Float.parseFloat(inherited(element, "font-size", "12"));
        float width = font.getStringWidth(text) * size / 1000;
        Color colour = Color.decode(inherited(element, "fill", "#000000"));
        boolean bold = inherited(element, "font-weight", "").equals("bold");
        out.setNonStrokingColor(colour);
        out.setStrokingColor(colour);
        out.setLineWidth(BOLD * size);
        out.beginText();
        out.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        out.setFont(font, size);
        float left = element.getAttribute("text-anchor").equals("middle") ? width / 2 : 0;
        // The page is upside down, and letters are not.
        out.setTextMatrix(new Matrix(1, 0, 0, -1, number(element, "x") - left, number(element, "y")));
        out.showText(text);
        out.endText();
    }

    /** The text, a question mark for each character that the font lacks. */
    private String encodable(String text) {
        StringBuilder encodable = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(c -> {
            boolean known = isKnown(c);
            encodable.append(known ? c : "?");
            if (!known) {
                missing.add(c);
            }
        });
        return encodable.toString();
    }

    private boolean isKnown(String character) {
        try {
            font.encode(character);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    // -- attributes -------------------------------------------------------------------------------------------------

    private static float number(Element element, String name) {
        String value = element.getAttribute(name);
        return value.isEmpty() ? 0 : Float.parseFloat(value);
    }

    private static String inherited(Element element, String name, String otherwise) {
        for (Node node = element; node instanceof Element holder; node = node.getParentNode()) {
            if (holder.hasAttribute(name)) {
                return holder.getAttribute(name);
            }
        }
        return otherwise;
    }
}
