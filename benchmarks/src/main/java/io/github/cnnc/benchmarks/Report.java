package io.github.cnnc.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The tables, in Markdown. */
final class Report {

    /** One network at one batch and number of threads. */
    record Row(String network, int batch, int threads, Map<Peer, Result> results) {}

    private final PrintStream out;
    private final Settings settings;

    Report(PrintStream out, Settings settings) {
        this.out = out;
        this.settings = settings;
    }

    /** Milliseconds with three digits that count. */
    static String millis(double millis) {
        int decimals = millis >= 100 ? 0 : millis >= 10 ? 1 : millis >= 1 ? 2 : millis >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", millis);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    void print(Map<Peer, String> versions, List<Row> rows, List<Row> cold) {
        out.println(Machine.text() + "; "
                + Machine.jdk(settings.java().getParent().getParent()) + "; "
                + String.join("; ", versions.values().stream().distinct().toList()) + ".");
        out.printf(
                Locale.ROOT,
                "Medians of a call in ms, %d rounds of %s s each after %s s of warming up; a ratio is the engine's time over"
                        + " cnnc's.%n",
                settings.rounds(),
                settings.seconds(),
                settings.warm());
        for (int threads : settings.threads()) {
            List<Row> these = rows.stream().filter(r -> r.threads() == threads).toList();
            title(threads + (threads == 1 ? " thread" : " threads"));
            times(these);
        }
        title("Peak memory");
        out.println("The largest resident set of the whole process in MB, 1 thread.\n");
        List<Row> once = rows.stream()
                .filter(r -> r.threads() == settings.threads().get(0))
                .toList();
        table(once, peers(once), r -> String.format(Locale.ROOT, "%.0f", r.peakMegabytes()), List.of());
        if (!cold.isEmpty()) {
            title("First result");
            out.println(
                    "From the start of the process to the first result in ms: from the .cnn text and its weights, or from"
                            + " the .onnx file; of `./cnnc run` to the end of the process.\n");
            timesAndRatios(cold);
        }
    }

    private void title(String title) {
        out.println("\n### " + title + "\n");
    }

    private void times(List<Row> rows) {
        timesAndRatios(rows);
        double spread = rows.stream()
                .flatMap(r -> r.results().values().stream())
                .mapToDouble(Result::spread)
                .max()
                .orElse(0);
        double error = rows.stream()
                .flatMap(r -> r.results().values().stream())
                .mapToDouble(r -> r.agreement().error())
                .max()
                .orElse(0);
        out.printf(
                Locale.ROOT,
                "%nThe outputs are %.1e of their largest number apart at most%s. The rounds of an engine differ by %.0f %%"
                        + " at most.%n",
                error,
                error <= Agreement.TOLERANCE ? "" : ": THEY DO NOT AGREE",
                100 * spread);
    }

    /** Ratios stand beside the times where both are few columns, and in tables of their own where many engines are compared. */
    private void timesAndRatios(List<Row> rows) {
        List<Peer> peers = peers(rows);
        List<List<Peer[]>> ratios = peers.stream()
                .filter(Peer::ours)
                .map(ours -> ratios(peers, ours))
                .toList();
        if (peers.stream().filter(peer -> !peer.ours()).count() <= 1) {
            table(
                    rows,
                    peers,
                    r -> millis(r.millis()),
                    ratios.stream().flatMap(List::stream).toList());
            return;
        }
        table(rows, peers, r -> millis(r.millis()), List.of());
        for (List<Peer[]> columns : ratios) {
            out.println();
            table(rows, List.of(), r -> "", columns);
        }
    }

    /** The pairs whose ratio is a column: each peer's time over that of one of ours. */
    private static List<Peer[]> ratios(List<Peer> peers, Peer ours) {
        return peers.stream()
                .filter(peer -> !peer.ours())
                .map(peer -> new Peer[] {peer, ours})
                .toList();
    }

    private static List<Peer> peers(List<Row> rows) {
        return rows.stream()
                .flatMap(r -> r.results().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void table(List<Row> rows, List<Peer> peers, Function<Result, String> cell, List<Peer[]> ratios) {
        List<String> head = new ArrayList<>(List.of("network"));
        peers.forEach(p -> head.add(p.title()));
        ratios.forEach(pair -> head.add(pair[0].title() + " / " + pair[1].title()));
        line(head);
        line(head.stream().map(h -> h.equals("network") ? "---" : "---:").toList());
        for (Row row : rows) {
            List<String> cells =
                    new ArrayList<>(List.of(row.network() + (row.batch() > 1 ? ", batch " + row.batch() : "")));
            peers.forEach(p -> cells.add(
                    row.results().containsKey(p) ? cell.apply(row.results().get(p)) : ""));
            for (Peer[] pair : ratios) {
                Result theirs = row.results().get(pair[0]);
                Result ours = row.results().get(pair[1]);
                cells.add(theirs == null || ours == null ? "" : "**" + ratio(theirs.millis() / ours.millis()) + "**");
            }
            line(cells);
        }
    }

    private void line(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
