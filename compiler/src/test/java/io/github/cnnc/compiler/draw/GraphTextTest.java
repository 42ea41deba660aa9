package io.github.cnnc.compiler.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mermaid and DOT. */
class GraphTextTest {

    private static final String SMALL =
            "network Small input 8x8x2 layers ({ CONV(2, pad=1) - ReLU + ID } - ReLU)*2 - FC(3) - SOFTMAX";

    static List<String> names() {
        return Pictures.names();
    }

    @Test
    void mermaid() {
        assertThat(MermaidRenderer.render(Pictures.of(SMALL), Page.of(Theme.LIGHT)))
                .isEqualTo("""
                ---
                title: "Small"
                ---
                flowchart TB
                  n0["input<br/>8x8x2"]:::input
                  subgraph g0["x2"]
                    n1["3x3 conv<br/>ReLU<br/>8x8x2"]:::conv
                    n2(("#43;<br/>ReLU<br/>8x8x2"))
                  end
                  n3["FC<br/>1x1x3"]:::fc
                  n4["softmax<br/>1x1x3"]:::softmax
                  n0 --> n1
                  n1 --> n2
                  n0 --> n2
                  n2 --> n3
                  n3 --> n4
                  classDef input fill:#d0d7df,stroke:#777f89,color:#1b2430
                  classDef conv fill:#a5c8f3,stroke:#406da4,color:#1b2430
                  classDef fc fill:#c8b9ed,stroke:#6d5a9c,color:#1b2430
                  classDef softmax fill:#98d8c0,stroke:#2f8162,color:#1b2430
                """);
    }

    @Test
    void dot() {
        assertThat(DotRenderer.render(Pictures.of(SMALL), Page.of(Theme.LIGHT)).lines())
                .startsWith("digraph \"Small\" {")
                .contains(
                        "  subgraph cluster_g0 {",
                        "    n1 [label=\"3x3 conv\\nReLU\\n8x8x2\", fillcolor=\"#a5c8f3\", color=\"#406da4\"];",
                        "  n0 -> n1;",
                        "  n0 -> n2;")
                .endsWith("}");
    }

    @ParameterizedTest
    @MethodSource("names")
    void groupsAreClosed(String name) {
        String dot = DotRenderer.render(Pictures.named(name), Page.of(Theme.LIGHT));
        String mermaid = MermaidRenderer.render(Pictures.named(name), Page.of(Theme.DARK));

        assertThat(dot.chars().filter(c -> c == '{').count())
                .isEqualTo(dot.chars().filter(c -> c == '}').count());
        assertThat(mermaid.lines().filter(l -> l.strip().equals("end")).count())
                .isEqualTo(mermaid.lines()
                        .filter(l -> l.strip().startsWith("subgraph "))
                        .count());
    }

    @Test
    void namesAreText() {
        String mermaid = MermaidRenderer.render(SvgRendererTest.hostile(), Page.of(Theme.LIGHT));
        String dot = DotRenderer.render(SvgRendererTest.hostile(), Page.of(Theme.LIGHT));

        assertThat(mermaid)
                .doesNotContain("<script", "</svg", "\u0000", "\u001b")
                .contains("#60;script#62;");
        assertThat(dot).doesNotContain("\u0000", "\u001b").startsWith("digraph \"\\\"/></svg>");
    }
}
