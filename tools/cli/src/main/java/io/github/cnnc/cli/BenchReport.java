package io.github.cnnc.cli;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code bench} says.
 *
 * @param weights their file; none where they are random
 * @param workspace bytes
 * @param peak the largest resident set in bytes, where the system tells it
 */
record BenchReport(
        Model model,
        int threads,
        int batch,
        Optional<String> weights,
        long workspace,
        Measurement measured,
        OptionalLong peak) {

    private static final double MB = 1 << 20;

    /** Lines for a reader. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.line(model.name()) + "  " + model.input().volume() + " to " + model.output() + ", "
                + threads + (threads == 1 ? " thread" : " threads") + ", batch " + batch + ", "
                + weights.map(Printable::line).orElse("random weights"));
        lines.add("");
        lines.add("median      " + time(0.5));
        lines.add("min         " + time(0));
        lines.add("p90         " + time(0.9));
        lines.add("p99         " + time(0.99));
        lines.add("max         " + time(1));
        lines.add("throughput  "
                + String.format(Locale.ROOT, imagesPerSecond() < 100 ? "%.1f" : "%,.0f", imagesPerSecond())
                + " images/s");
        lines.add("memory      " + memory());
        lines.add("calls       " + Figures.count(measured.calls()) + " in "
                + String.format(Locale.ROOT, "%.1f", measured.seconds()) + " s, after "
                + Figures.count(measured.warmCalls()) + " to warm up");
        lines.add("");
        lines.add(Machine.cpu());
        lines.add(Machine.jdk() + (Machine.vector() ? ", with" : ", without") + " jdk.incubator.vector");
        return lines;
    }

    private String time(double part) {
        double millis = measured.millis(part);
        int decimals = millis >= 100 ? 1 : millis >= 10 ? 2 : millis >= 1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f ms", millis);
    }

    private String memory() {
        String parts = "weights " + Figures.bytes(weightBytes()) + ", workspace " + Figures.bytes(workspace);
        return peak.isPresent() ? Figures.bytes(peak.getAsLong()) + " at most; " + parts : parts;
    }

    private long weightBytes() {
        return 4 * model.tensors().stream().mapToLong(TensorSpec::size).sum();
    }

    private double imagesPerSecond() {
        return batch * measured.calls() / measured.seconds();
    }

    /** Fields for a program; {@code peak_rss_mb} is left out where the system does not tell it. */
    JsonObject json() {
        JsonObject json = new JsonObject()
                .with("network", model.name())
                .with("threads", threads)
                .with("batch", batch)
                .with("weights", weights.orElse("random"))
                .with("calls", measured.calls())
                .with("median_ms", rounded(measured.millis(0.5)))
                .with("min_ms", rounded(measured.millis(0)))
                .with("p90_ms", rounded(measured.millis(0.9)))
                .with("p99_ms", rounded(measured.millis(0.99)))
                .with("max_ms", rounded(measured.millis(1)))
                .with("images_per_s", rounded(imagesPerSecond()));
        peak.ifPresent(bytes -> json.with("peak_rss_mb", rounded(bytes / MB)));
        return json.with("workspace_mb", rounded(workspace / MB))
                .with("weights_mb", rounded(weightBytes() / MB))
                .with("cpu", Machine.cpu())
                .with("jdk", Machine.jdk())
                .with("vector", Machine.vector());
    }

    /** To a nanosecond, where the number is milliseconds. */
    private static double rounded(double number) {
        return Math.round(number * 1e6) / 1e6;
    }
}
