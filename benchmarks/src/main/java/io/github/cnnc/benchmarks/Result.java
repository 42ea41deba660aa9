package io.github.cnnc.benchmarks;

/**
 * What was measured of an engine.
 *
 * @param millis the median of a call of the whole batch, the median over the rounds
 * @param spread the slowest round less the fastest, as a part of the median
 * @param peakMegabytes the largest resident set of its process, in 2^20 bytes
 * @param agreement how far its output is from that of the first engine
 */
record Result(double millis, double spread, double peakMegabytes, Agreement agreement) {}
