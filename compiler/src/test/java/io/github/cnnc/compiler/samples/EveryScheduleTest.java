package io.github.cnnc.compiler.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.emit.Emitter;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.compiler.kernel.Families;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.load.MethodSizes;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.plan.PlanOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever schedule an operation of a sample has, its code is in methods that are small enough for the JIT. There are 430,000
 * legal ones, for vectors of all widths; of each kind one is checked here, and all for vectors of some widths by
 *
 * <pre>
 * mvn test -pl compiler -am -Dtest=EveryScheduleTest -Dsurefire.failIfNoSpecifiedTests=false -Dcnnc.schedules.lanes=16,8,4,1
 * </pre>
 */
class EveryScheduleTest {

    /** Operations in one class. */
    private static final int BATCH = 50;

    /** Operations whose class has a method of so many bytes, and none that is larger. */
    private record Largest(int bytes, List<ScheduledOperation> operations) {}

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void makesNoMethodThatIsTooLargeForTheJit() {
        long start = System.nanoTime();
        List<List<ScheduledOperation>> legal = legal();
        assertThat(legal.stream()
                        .flatMap(List::stream)
                        .map(operation -> operation.key().schedule().getClass())
                        .collect(Collectors.<Class<?>>toSet()))
                .isEqualTo(Families.ALL.stream()
                        .flatMap(family -> family.schedules().stream())
                        .collect(Collectors.<Class<?>>toSet()));
        long seed = Long.getLong("cnnc.seed", 20_251_126L);
        Set<ScheduledOperation.Key> chosen = chosen(legal, seed);
        List<List<ScheduledOperation>> batches = legal.stream()
                .flatMap(network -> batches(network.stream()
                        .filter(operation -> chosen.contains(operation.key()))
                        .toList()))
                .toList();
        Largest largest = largest(batches);
        System.out.printf(
                "schedules: seed %d, %d of %d in %.1f s, the largest method has %d bytes: %s%n",
                seed,
                batches.stream().mapToInt(List::size).sum(),
                legal.stream().mapToInt(List::size).sum(),
                (System.nanoTime() - start) / 1e9,
                largest.bytes(),
                // Of all that are in its class the one that has the largest by itself.
                largest(largest.operations().stream().map(List::of).toList()).operations());
        assertThat(largest.bytes()).isLessThan(BodySize.LIMIT);
    }

    /** For each sample and each width of vectors what no list before has. */
    private static List<List<ScheduledOperation>> legal() {
        List<List<ScheduledOperation>> legal = new ArrayList<>();
        Set<ScheduledOperation.Key> seen = new HashSet<>();
        for (String sample : SampleFiles.all()) {
            Program program =
                    SampleFiles.compile(sample, SampleFiles.options(sample)).optimised();
            for (int lanes : Target.widths()) {
                PlanOptions options = PlanOptions.DEFAULT.withVectorWidth(lanes);
                for (PlanOptions each : List.of(options, options.withOneWidth())) {
                    legal.add(ScheduledOperation.of(program, each).stream()
                            .filter(operation -> seen.add(operation.key()))
                            .toList());
                }
            }
        }
        return legal;
    }

    /** One of each kind, or all for vectors of the widths that are asked for. */
    private static Set<ScheduledOperation.Key> chosen(List<List<ScheduledOperation>> legal, long seed) {
        List<ScheduledOperation.Key> keys = legal.stream()
                .flatMap(List::stream)
                .map(ScheduledOperation::key)
                .collect(Collectors.toCollection(ArrayList::new));
        Set<String> widths =
                Set.of(System.getProperty("cnnc.schedules.lanes", "").split(","));
        Set<String> kinds = new HashSet<>();
        Collections.shuffle(keys, new Random(seed));
        return keys.stream()
                .filter(key ->
                        widths.contains("") ? kinds.add(key.kind()) : widths.contains(Integer.toString(key.lanes())))
                .collect(Collectors.toSet());
    }

    /** Equal schedules next to each other: such operations share code. */
    private static Stream<List<ScheduledOperation>> batches(List<ScheduledOperation> operations) {
        List<ScheduledOperation> sorted = operations.stream()
                .sorted(Comparator.comparing(
                        operation -> operation.key().schedule().toString()))
                .toList();
        return Stream.iterate(0, from -> from < sorted.size(), from -> from + BATCH)
                .map(from -> sorted.subList(from, Math.min(sorted.size(), from + BATCH)));
    }

    private static Largest largest(Collection<List<ScheduledOperation>> batches) {
        return batches.parallelStream()
                .map(batch -> new Largest(largestMethod(batch), batch))
                .max(Comparator.comparingInt(Largest::bytes))
                .orElseThrow();
    }

    /** The bytes of the largest method of the class of some operations. */
    private static int largestMethod(List<ScheduledOperation> operations) {
        try {
            return JaninoLoader.load(Emitter.emit(SideBySide.plan(operations), "test", "SideBySide"))
                    .classFiles()
                    .values()
                    .stream()
                    .flatMap(file -> MethodSizes.of(file).values().stream())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (CompilerBug e) {
            if (operations.size() > 1) {
                operations.forEach(operation -> largestMethod(List.of(operation)));
            }
            throw new AssertionError(operations.toString(), e);
        }
    }
}
