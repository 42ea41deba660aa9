package io.github.cnnc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.CompilationFailed;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.DiagnosticRenderer;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.diagnostic.SampleFiles;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 100,000 damaged and random texts: whatever is in a file, the compiler answers with a network or with diagnostics that can
 * be shown. The seed of a text is the run's seed plus its number. {@code -Dcnnc.fuzz.texts=1000000} makes a longer run,
 * {@code -Dcnnc.fuzz.seed=...} another or the same:
 *
 * <pre>
 * mvn test -pl compiler -am -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dcnnc.fuzz.texts=1000000
 * </pre>
 */
class FuzzTest {

    private static final int TEXTS = 100_000;

    /** What counts as a hang, in processor time: what other processes take is not the text's. The run prints its slowest. */
    private static final long HANG_MILLIS = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** How often a network that is small is also planned and generated. */
    private static final int GENERATED_ONE_IN = 20;

    private static final long SMALL = 100_000;

    private record Answer(long seed, long nanos, boolean succeeded, boolean generated) {}

    private final List<String> seeds = seeds();

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void everyTextIsAnswered() {
        long seed = Long.getLong("cnnc.fuzz.seed", 20_250_101L);
        long start = System.nanoTime();
        List<Answer> answers = IntStream.range(0, Integer.getInteger("cnnc.fuzz.texts", TEXTS))
                .parallel()
                .mapToObj(i -> answer(seed + i))
                .toList();
        Answer slowest = answers.stream()
                .reduce((a, b) -> a.nanos() >= b.nanos() ? a : b)
                .orElseThrow();
        System.out.printf(
                "fuzz: seed %d, %d texts in %.1f s, %d compiled, %d generated, slowest %d ms of processor time (seed %d)%n",
                seed,
                answers.size(),
                (System.nanoTime() - start) / 1e9,
                answers.stream().filter(Answer::succeeded).count(),
                answers.stream().filter(Answer::generated).count(),
                slowest.nanos() / 1_000_000,
                slowest.seed());
        assertThat(slowest.nanos() / 1_000_000)
                .as("milliseconds for the text of seed %d", slowest.seed())
                .isLessThan(HANG_MILLIS);
    }

    private Answer answer(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        String text = new Mutator(random, seeds).next();
        try {
            long start = THREADS.getCurrentThreadCpuTime();
            Compilation compilation =
                    Cnnc.compile(SourceFile.of("samples/bad/fuzz.cnn", text), SampleFiles.loader(), Options.NONE);
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            if (nanos > HANG_MILLIS * 500_000) {
                nanos = Math.min(nanos, again(text));
            }
            checkDiagnostics(compilation);
            boolean generated =
                    compilation.succeeded() && random.nextInt(GENERATED_ONE_IN) == 0 && isSmall(compilation);
            if (generated) {
                generate(compilation);
            }
            return new Answer(seed, nanos, compilation.succeeded(), generated);
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", text:\n" + text, e);
        }
    }

    /** The time of a text once more: the first time may have been that of classes that were loaded and not yet compiled. */
    private static long again(String text) {
        long start = THREADS.getCurrentThreadCpuTime();
        Cnnc.compile(SourceFile.of("samples/bad/fuzz.cnn", text), SampleFiles.loader(), Options.NONE);
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private static void checkDiagnostics(Compilation compilation) {
        assertThat(compilation.report()).hasSizeLessThan(500_000);
        new DiagnosticRenderer(true).render(compilation.diagnostics());
        assertThat(compilation.diagnostics()).hasSizeLessThanOrEqualTo(Diagnostics.MOST);
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            List<Label> labels = new ArrayList<>(diagnostic.secondary());
            labels.addAll(diagnostic.trail());
            labels.add(diagnostic.primary());
            labels.forEach(label -> checkSpan(label.span()));
            checkSpan(diagnostic.at());
            diagnostic.fixes().forEach(fix -> fix.apply());
        }
        assertThat(compilation.succeeded())
                .isEqualTo(compilation.diagnostics().stream().noneMatch(Diagnostic::isError));
    }

    private static void checkSpan(Span span) {
        int length = span.file().text().length();
        assertThat(0 <= span.start() && span.start() <= span.end() && span.end() <= length)
                .isTrue();
        assertThat(span.line()).isPositive();
        assertThat(span.column()).isPositive();
    }

    private static boolean isSmall(Compilation compilation) {
        long elements = 0;
        for (LayerRow row : compilation.network().rows()) {
            elements += row.output().size() + row.parameters();
        }
        return elements < SMALL;
    }

    private static void generate(Compilation compilation) {
        try {
            compilation.java("p", "Fuzz");
        } catch (CompilationFailed e) {
            assertThat(e.diagnostics()).allMatch(d -> d.code() == Code.CNN064);
        }
    }

    static List<String> seeds() {
        try (Stream<Path> files = Files.walk(SampleFiles.root().resolve("samples"))) {
            List<String> texts = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cnn")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
