package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import io.github.cnnc.compiler.explain.ExplainedStep;
import io.github.cnnc.compiler.explain.PlanExplanation;
import io.github.cnnc.compiler.tune.MachinePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code bench --layers} says: the rows of {@code explain-plan} with what was measured. */
final class LayerReport {

    private final PlanExplanation explanation;
    private final LayerTimes times;
    private final int threads;
    private final MachinePeak peak;

    LayerReport(PlanExplanation explanation, LayerTimes times, int threads, MachinePeak peak) {
        this.explanation = explanation;
        this.times = times;
        this.threads = threads;
        this.peak = peak;
    }

    /** Nanoseconds that a step takes where the machine is at its peak. */
    private record Bound(double computing, double moving) {
        boolean byMemory() {
            return moving > computing;
        }
    }

    private Bound bound(ExplainedStep step) {
        return new Bound(2.0 * step.macs() / peak.gflops(), step.bytesMoved() / peak.gigabytes(step.bytesMoved()));
    }

    private static double gflops(ExplainedStep step, double nanos) {
        return 2.0 * step.macs() / nanos;
    }

    /** Lines for a reader. */
    List<String> text() {
        List<Column> columns = new ArrayList<>(PlanTable.COLUMNS);
        columns.add(new Column("median us", true, false));
        columns.add(new Column("min us", true, false));
        columns.add(new Column("rate", true, false));
        columns.add(new Column("of peak", true, false));
        List<List<String>> rows = new ArrayList<>();
        double least = 0;
        double median = 0;
        for (int i = 0; i < explanation.steps().size(); i++) {
            ExplainedStep step = explanation.steps().get(i);
            List<String> cells = new ArrayList<>(PlanTable.cells(step));
            cells.add(micros(times.median(i)));
            cells.add(micros(times.least(i)));
            Bound bound = bound(step);
            cells.add(
                    bound.byMemory()
                            ? decimal(step.bytesMoved() / (double) times.least(i), "GB/s")
                            : decimal(gflops(step, times.least(i)), "GFLOP/s"));
            cells.add(percent(i, bound));
            rows.add(cells);
            least += times.least(i);
            median += times.median(i);
        }
        List<String> lines = new ArrayList<>();
        int lanes = explanation.plan().options().target().vectorWidth();
        lines.add(Printable.line(explanation.plan().program().name()) + "  "
                + (lanes == 1 ? "plain Java" : "vectors of " + lanes + " floats")
                + ", " + (threads == 1 ? "1 thread" : threads + " threads") + ", random weights, "
                + Figures.count(times.runs()) + " runs");
        lines.add("");
        lines.addAll(new TextTable(columns, rows).text());
        lines.add("");
        lines.add("all layers  median " + micros(median) + " us, min " + micros(least) + " us");
        lines.add("peak        " + decimal(peak.gflops(), "GFLOP/s")
                + " on one core in a 1x1 convolution; memory read at " + decimal(peak.gigabytes(Long.MAX_VALUE), "GB/s")
                + ", caches faster");
        lines.add("");
        lines.add(Machine.cpu());
        lines.add(Machine.jdk() + (Machine.vector() ? ", with" : ", without") + " jdk.incubator.vector");
        return lines;
    }

    private String percent(int i, Bound bound) {
        double best = Math.max(bound.computing(), bound.moving());
        return String.format(Locale.ROOT, "%.0f %%", 100 * best / times.least(i));
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, nanos < 100_000 ? "%,.1f" : "%,.0f", nanos / 1e3);
    }

    private static String decimal(double number, String unit) {
        return String.format(Locale.ROOT, "%.1f %s", number, unit);
    }

    /** Fields for a program. */
    JsonObject json() {
        List<JsonObject> layers = new ArrayList<>();
        for (int i = 0; i < explanation.steps().size(); i++) {
            ExplainedStep step = explanation.steps().get(i);
            Bound bound = bound(step);
            JsonObject json = PlanTable.json(step)
                    .with("median_us", times.median(i) / 1e3)
                    .with("min_us", times.least(i) / 1e3);
            if (step.macs() > 0) {
                json.with("gflops", gflops(step, times.least(i)));
            }
            layers.add(json.with("gb_per_s", step.bytesMoved() / (double) times.least(i))
                    .with("bound", bound.byMemory() ? "memory" : "compute")
                    .with("peak_part", Math.max(bound.computing(), bound.moving()) / times.least(i)));
        }
        return new JsonObject()
                .with("network", explanation.plan().program().name())
                .with("lanes", explanation.plan().options().target().vectorWidth())
                .with("threads", threads)
                .with("runs", times.runs())
                .with("layers", layers)
                .with("peak_gflops", peak.gflops())
                .with("memory_gb_per_s", peak.gigabytes(Long.MAX_VALUE))
                .with("cpu", Machine.cpu())
                .with("jdk", Machine.jdk())
                .with("vector", Machine.vector());
    }
}
