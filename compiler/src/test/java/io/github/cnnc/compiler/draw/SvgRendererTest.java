package io.github.cnnc.compiler.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.runtime.Volume;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgRendererTest {

    static final String HOSTILE = "\"/></svg><script>alert('&amp;')</script>\u0000\u001b\ud800 ]]> <!--";

    static Drawing hostile() {
        return new Drawing(
                HOSTILE,
                new Volume(8, 8, 3),
                List.of(new Part.Box(
                        Kind.OTHER,
                        HOSTILE,
                        Names.of(HOSTILE),
                        Volumes.of(new Volume(4, 4, 3)),
                        List.of(new Trim(Kind.ACTIVATION, HOSTILE, false)),
                        List.of(HOSTILE))),
                new CheckedNetwork.Totals(0, 0, 0, 0, 0));
    }

    static List<String> names() {
        return Pictures.names();
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(String svg) throws Exception {
        NodeList nodes = parsed(svg).getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyVolumeIsWritten(String name) throws Exception {
        Drawing drawing = Pictures.named(name);
        List<String> volumes = new ArrayList<>(List.of(drawing.input().toString()));
        volumes(drawing.parts(), volumes);

        assertThat(texts(SvgRenderer.render(drawing, Page.of(Theme.LIGHT))))
                .filteredOn(t -> t.matches("\\d+x\\d+x\\d+(\\.\\.\\d+)?"))
                .containsExactlyInAnyOrderElementsOf(volumes);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noLineBeginsWithAStride(String name) throws Exception {
        assertThat(texts(SvgRenderer.render(Pictures.named(name), Page.of(Theme.LIGHT))))
                .noneMatch(t -> t.startsWith("/"));
    }

    @Test
    void namesOfLayersAreWrittenOnRequest() throws Exception {
        Drawing drawing = Pictures.of("input 8x8x2 layers (CONV(2, pad=1) - ReLU)*3 - { ID | CONV(2, pad=1) @side }");
        Page page = new Page(Theme.LIGHT, true, OptionalInt.empty());

        assertThat(texts(SvgRenderer.render(drawing, page))).contains("conv1 .. conv3", "side", "concat1");
        assertThat(texts(SvgRenderer.render(drawing, Page.of(Theme.LIGHT)))).doesNotContain("side");
        assertThat(MermaidRenderer.render(drawing, page)).contains("side\"]:::conv", "conv1 .. conv3");
        assertThat(DotRenderer.render(drawing, page)).contains("conv1 .. conv3");
    }

    @Test
    void aPictureIsAsWideAsAskedFor() {
        Drawing drawing = Pictures.ofSample("vgg16.cnn");
        String usual = SvgRenderer.render(drawing, Page.of(Theme.LIGHT));
        String wide = SvgRenderer.render(drawing, new Page(Theme.LIGHT, false, OptionalInt.of(1600)));

        assertThat(parts(wide, "width")).isEqualTo(1600);
        assertThat(parts(wide, "height") / parts(wide, "width"))
                .isCloseTo(parts(usual, "height") / parts(usual, "width"), within(1e-4));
        assertThat(wide.substring(wide.indexOf("viewBox"))).isEqualTo(usual.substring(usual.indexOf("viewBox")));
    }

    private static double parts(String svg, String attribute) {
        String start = " " + attribute + "=\"";
        int from = svg.indexOf(start) + start.length();
        return Double.parseDouble(svg.substring(from, svg.indexOf('"', from)));
    }

    private static void volumes(List<Part> parts, List<String> volumes) {
        for (Part part : parts) {
            if (part instanceof Part.Repeat repeat) {
                volumes(repeat.parts(), volumes);
                continue;
            }
            volumes.add(part.volumes().toString());
            if (part instanceof Part.Fork fork) {
                fork.branches().forEach(b -> volumes(b.parts(), volumes));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void numbersAreNumbers(String name) {
        assertThat(SvgRenderer.render(Pictures.named(name), Page.of(Theme.DARK)))
                .doesNotContainPattern("=\"[^\"]*(NaN|Infinity|[0-9]E-|null)[^\"]*\"");
    }

    @Test
    void theSameNetworkIsTheSameTextInEveryLocale() {
        String once = SvgRenderer.render(Pictures.ofSample("zoo/resnet18.cnn"), Page.of(Theme.LIGHT));
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(SvgRenderer.render(Pictures.ofSample("zoo/resnet18.cnn"), Page.of(Theme.LIGHT)))
                    .isEqualTo(once);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void namesAreText() throws Exception {
        String svg = SvgRenderer.render(hostile(), Page.of(Theme.LIGHT));

        assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(svg).get(0)).startsWith("\"/></svg><script>alert('&amp;')</script>");
    }

    @Test
    void longNamesAreShortened() throws Exception {
        Drawing drawing = new Drawing(
                "N".repeat(100_000), new Volume(1, 1, 1), List.of(), new CheckedNetwork.Totals(0, 0, 0, 0, 0));

        assertThat(texts(SvgRenderer.render(drawing, Page.of(Theme.LIGHT))).get(0))
                .isEqualTo("N".repeat(119) + "\u2026");
    }

    @Test
    void themesDifferInThePage() {
        assertThat(SvgRenderer.render(hostile(), Page.of(Theme.DARK))).contains("fill=\"#14181f\"");
        assertThat(SvgRenderer.render(hostile(), Page.of(Theme.LIGHT))).contains("fill=\"#ffffff\"");
    }
}
