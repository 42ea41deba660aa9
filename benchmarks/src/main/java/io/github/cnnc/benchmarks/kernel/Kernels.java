package io.github.cnnc.benchmarks.kernel;

import io.github.cnnc.benchmarks.Machine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Times layers one by one and prints a table in Markdown; JMH's own report goes to a file. Arguments: names of kernels. */
final class Kernels {

    private static final List<String> BENCHMARKS = List.of("vector", "plain");

    private Kernels() {}

    /** The program. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (RunnerException | IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] names) throws RunnerException {
        Arrays.stream(names).filter(name -> !known(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "there is no kernel " + name + "; there are " + List.of(Kernel.values()));
        });
        Path log = Path.of(System.getProperty("cnnc.root", "."), "benchmarks", "target", "kernels.log");
        System.err.println("measuring; JMH writes " + log);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(KernelBenchmark.class.getName())
                .shouldFailOnError(true)
                .output(log.toString());
        if (names.length > 0) {
            options.param("kernel", names);
        }
        print(new Runner(options.build()).run());
    }

    private static boolean known(String name) {
        return Arrays.stream(Kernel.values()).anyMatch(kernel -> kernel.name().equals(name));
    }

    private static void print(Collection<RunResult> results) {
        Map<Kernel, Map<String, Double>> micros = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            micros.computeIfAbsent(Kernel.valueOf(result.getParams().getParam("kernel")), k -> new TreeMap<>())
                    .put(
                            benchmark.substring(benchmark.lastIndexOf('.') + 1),
                            result.getPrimaryResult().getScore());
        }
        System.out.println(Machine.text() + "; " + Machine.jdk(Path.of(System.getProperty("java.home"))) + ".\n");
        System.out.println("| layer | vector, us | GFLOP/s | plain, us | GFLOP/s |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        micros.forEach((kernel, times) -> {
            StringBuilder row = new StringBuilder("| " + kernel.text());
            long operations = 2 * kernel.compile().network().totals().macs();
            for (String benchmark : BENCHMARKS) {
                double time = times.getOrDefault(benchmark, Double.NaN);
                row.append(String.format(Locale.ROOT, " | %,.1f | ", time));
                row.append(operations == 0 ? "" : String.format(Locale.ROOT, "%.1f", operations / time / 1e3));
            }
            System.out.println(row.append(" |"));
        });
    }
}
