package io.github.cnnc.compiler.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "ab, ab",
        "aa, (a)2",
        "aaaaa, (a)5",
        "abab, (ab)2",
        "ababa, (ab)2a",
        "xababaz, x(ab)2az",
        "aabaab, ((a)2b)2",
        "ababcababcd, ((ab)2c)2d",
        "abcabcabcab, (abc)3ab",
        "abba, a(b)2a",
    })
    void runsAreFolded(String parts, String folded) {
        List<Part> boxes = parts.chars()
                .<Part>mapToObj(c -> new Part.Box(
                        Kind.CONV,
                        Character.toString(c),
                        Names.of("x"),
                        Volumes.of(new Volume(1, 1, 1)),
                        List.of(),
                        List.of()))
                .toList();

        assertThat(text(new Folding(new Patterns()).fold(boxes))).isEqualTo(folded);
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .map(p -> p instanceof Part.Repeat r ? "(" + text(r.parts()) + ")" + r.count() : ((Part.Box) p).text())
                .collect(Collectors.joining());
    }
}
