package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.CompilationFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures engines side by side: the same networks with the same weights and inputs, each engine in a JVM of its own, all of
 * them alive together, in turn, round after round, so that whatever else the machine does hits all alike.
 */
@Command(
        name = "benchmarks/run",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Runs networks on cnnc and on other engines, compares what they give, prints a table in Markdown.")
final class SideBySide implements Callable<Integer> {

    @Mixin
    private Settings settings;

    private final Map<Peer, String> versions = new LinkedHashMap<>();
    private boolean agreed = true;

    /** The program. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new SideBySide());
        line.registerConverter(Peer.class, Peer::named);
        line.registerConverter(BenchNetwork.class, BenchNetwork::named);
        line.setParameterExceptionHandler((e, rest) -> failed(rootMessage(e)));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof UserError || e instanceof CompilationFailed) {
                return failed(e.getMessage());
            }
            throw e;
        });
        System.exit(line.execute(arguments));
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() instanceof UserError ? e.getCause().getMessage() : e.getMessage();
    }

    private static int failed(String message) {
        System.err.println("error: " + message);
        return 1;
    }

    @Override
    public Integer call() throws IOException {
        Report report = new Report(System.out, settings);
        List<Report.Row> rows = new ArrayList<>();
        List<Report.Row> cold = new ArrayList<>();
        for (BenchNetwork network : settings.networks()) {
            for (int batch : network.batches()) {
                Task task = task(network, 1, batch);
                progress(network, batch, "preparing");
                Workbench.prepare(task, settings.peers());
                for (int threads : settings.threads()) {
                    rows.add(new Report.Row(network.name(), batch, threads, run(network, batch, threads)));
                }
            }
            if (network.cold() && settings.cold() > 0) {
                cold.add(new Report.Row(network.name(), 1, 1, cold(network)));
            }
        }
        report.print(versions, rows, cold);
        return agreed ? 0 : 1;
    }

    private Task task(BenchNetwork network, int threads, int batch) {
        Path folder = settings.target().resolve("networks").resolve(network.name());
        return new Task(settings.samples().resolve(network.file()), folder, threads, batch);
    }

    private static void progress(BenchNetwork network, int batch, String what) {
        System.err.println(network.name() + (batch > 1 ? " x " + batch : "") + ": " + what);
    }

    // -- one network ------------------------------------------------------------------------------------------------

    private Map<Peer, Result> run(BenchNetwork network, int batch, int threads) throws IOException {
        Task task = task(network, threads, batch);
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (Peer peer : settings.peers()) {
                if (threads <= peer.mostThreads()) {
                    progress(network, batch, peer.title() + ", " + threads + (threads == 1 ? " thread" : " threads"));
                    ChildProcess child = new ChildProcess(peer, task, settings);
                    children.add(child);
                    child.warm(settings.warm());
                    versions.put(peer, child.version());
                }
            }
            return measured(children);
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }

    private Map<Peer, Result> measured(List<ChildProcess> children) throws IOException {
        Map<Peer, List<Double>> medians = new LinkedHashMap<>();
        for (int round = 0; round < settings.rounds(); round++) {
            for (int i = 0; i < children.size(); i++) {
                // Another engine begins each round: what comes after whom must not decide.
                ChildProcess child = children.get((round + i) % children.size());
                medians.computeIfAbsent(child.peer(), p -> new ArrayList<>()).add(child.measure(settings.seconds()));
            }
        }
        Map<Peer, Result> results = new LinkedHashMap<>();
        float[] first = children.isEmpty() ? new float[0] : children.get(0).output();
        for (ChildProcess child : children) {
            Agreement agreement = Agreement.of(first, child.output());
            agreed &= agreement.holds();
            results.put(child.peer(), Result.of(medians.get(child.peer()), child.peakMegabytes(), agreement));
        }
        System.err.println(results.entrySet().stream()
                .map(e -> "  " + e.getKey().id() + " "
                        + Report.millis(e.getValue().millis()))
                .collect(Collectors.joining(",")));
        return results;
    }

    /** From the start of a process to the first result: the text compiled, or the ONNX file read, and the network run once. */
    private Map<Peer, Result> cold(BenchNetwork network) throws IOException {
        progress(network, 1, "first results");
        Task task = task(network, 1, 1);
        Map<Peer, FirstResult> starts = new LinkedHashMap<>();
        for (Peer peer : settings.peers()) {
            starts.put(peer, peer == Peer.COMMAND ? new CommandRun(task, settings) : () -> firstMillis(peer, task));
        }
        Map<Peer, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < settings.cold(); round++) {
            for (Peer peer : settings.peers()) {
                times.computeIfAbsent(peer, p -> new ArrayList<>())
                        .add(starts.get(peer).millis());
            }
        }
        Map<Peer, Result> results = new LinkedHashMap<>();
        times.forEach((peer, all) -> results.put(peer, Result.of(all, 0, new Agreement(0))));
        return results;
    }

    private double firstMillis(Peer peer, Task task) throws IOException {
        try (ChildProcess child = new ChildProcess(peer, task, settings)) {
            return child.firstMillis();
        }
    }

    /** Milliseconds from the start of a process to its first result. */
    interface FirstResult {
        double millis() throws IOException;
    }
}
