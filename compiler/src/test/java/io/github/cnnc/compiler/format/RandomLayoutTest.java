package io.github.cnnc.compiler.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.fuzz.RandomTexts;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random texts with blanks, line breaks and comments anywhere. Another seed: {@code -Dcnnc.seed=7}. */
class RandomLayoutTest {

    private static final int TEXTS = 3000;

    @Test
    void keepsWordsAndCommentsAndIsStable() {
        long seed = Long.getLong("cnnc.seed", 20_261_122L);
        System.out.println("layout: seed " + seed);
        List<String> texts = RandomTexts.seeds();
        long read = IntStream.range(0, Integer.getInteger("cnnc.fuzz.texts", TEXTS))
                .filter(i -> check(new Random((seed + i) * 0x9E3779B97F4A7C15L), texts))
                .count();
        assertThat(read).isGreaterThan(TEXTS / 4);
    }

    private static boolean check(Random random, List<String> seeds) {
        String plain = RandomTexts.next(random, seeds);
        String text = Layout.read(plain)
                .map(r -> Layout.mutated(r, random, 1 << random.nextInt(3) * 4 + 2, 1 << random.nextInt(3) * 3 + 1))
                .orElse(plain);
        Optional<String> first = Optional.of(text).filter(t -> Layout.read(t).isPresent());
        if (first.isEmpty()) {
            return false;
        }
        String once = Layout.formatted(text);
        assertThat(Layout.words(once)).as(text).isEqualTo(Layout.words(text));
        assertThat(Layout.comments(once)).as(text).isEqualTo(Layout.comments(text));
        assertThat(Layout.formatted(once)).as(text).isEqualTo(once);
        assertThat(once.lines()).as(once).allMatch(line -> line.equals(line.stripTrailing()));
        assertThat(once)
                .as(text)
                .doesNotContain("\n\n\n")
                .doesNotStartWith("\n")
                .doesNotEndWith("\n\n");
        return true;
    }
}
