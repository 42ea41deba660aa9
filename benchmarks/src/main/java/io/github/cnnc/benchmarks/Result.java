package io.github.cnnc.benchmarks;

import java.util.List;

/**
 * What was measured of an engine.
 *
 * @param millis the median of a call of the whole batch, the median over the rounds
 * @param spread the slowest round less the fastest, as a part of the median
 * @param peakMegabytes the largest resident set of its process, in 2^20 bytes
 * @param agreement how far its output is from that of the first engine
 */
record Result(double millis, double spread, double peakMegabytes, Agreement agreement) {

    /** The result of several rounds. */
    static Result of(List<Double> millis, double peakMegabytes, Agreement agreement) {
        List<Double> sorted = millis.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        double spread = (sorted.get(sorted.size() - 1) - sorted.get(0)) / median;
        return new Result(median, spread, peakMegabytes, agreement);
    }
}
