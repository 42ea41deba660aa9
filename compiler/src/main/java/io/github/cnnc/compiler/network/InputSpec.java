package io.github.cnnc.compiler.network;

import io.github.cnnc.runtime.InputFormat;
import java.util.List;

/**
 * What the {@code input} statement says: each channel c of the input becomes {@code (x * scale - mean[c]) / std[c]}.
 *
 * @param mean one for each channel, or one for all: there may be 2^31-1 channels
 * @param std one for each channel, or one for all; not 0
 */
public record InputSpec(InputFormat format, double scale, List<Double> mean, List<Double> std) {

    public InputSpec {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** Whether the input goes in as it is. */
    public boolean isPlain() {
        return scale == 1 && mean.stream().allMatch(m -> m == 0) && std.stream().allMatch(s -> s == 1);
    }

    /** The same input without scale, mean and standard deviation. */
    public InputSpec plain() {
        return new InputSpec(format, 1, List.of(0.0), List.of(1.0));
    }

    /** The mean of a channel. */
    public double mean(int channel) {
        return mean.get(mean.size() == 1 ? 0 : channel);
    }

    /** The standard deviation of a channel. */
    public double std(int channel) {
        return std.get(std.size() == 1 ? 0 : channel);
    }
}
