package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.layer.Sight.Along;
import io.github.cnnc.compiler.layer.Sight.Enlarged;
import io.github.cnnc.compiler.layer.Sight.Everything;
import io.github.cnnc.compiler.layer.Sight.Sliding;
import java.util.function.LongUnaryOperator;

/**
 * From which input column to which each output column sees, along one way through the network: a function that grows by the
 * same amount from period to period. Columns outside the input are padding.
 *
 * <p>Strides divide and enlargements multiply how many outputs a period has; both ends only ever grow with the output, so
 * those of a window are the first of its first and the last of its last column.
 */
final class Strand {

    /** A longer period is not followed; it takes an enlargement that no later stride takes back. */
    private static final int LONGEST = 1024;

    /** The input, column by column. */
    static final Strand INPUT = new Strand(new long[1], new long[1], 1);

    private final long[] first;
    private final long[] last;
    private final long step;

    /** @param step what a period adds */
    private Strand(long[] first, long[] last, long step) {
        this.first = first;
        this.last = last;
        this.step = step;
    }

    /** The same interval everywhere. */
    static Strand constant(long first, long last) {
        return new Strand(new long[] {first}, new long[] {last}, 0);
    }

    int period() {
        return first.length;
    }

    long first(long output) {
        return at(first, output);
    }

    long last(long output) {
        return at(last, output);
    }

    private long at(long[] values, long output) {
        return Math.addExact(
                values[(int) Math.floorMod(output, (long) values.length)],
                Math.multiplyExact(step, Math.floorDiv(output, (long) values.length)));
    }

    /**
     * What a layer's outputs see.
     *
     * @param size the network's input columns: no more of them are seen where everything is
     * @throws ArithmeticException where the period is too long or a column past 2^63-1
     */
    Strand through(Along sight, int size) {
        if (sight instanceof Everything all) {
            return constant(within(size, first(0)), within(size, last(all.size() - 1)));
        }
        if (sight instanceof Sliding window) {
            int period = period() / gcd(period(), window.stride());
            return sampled(
                    period,
                    Math.multiplyExact(step, (long) window.stride() * period / period()),
                    o -> o * window.stride() - window.before(),
                    o -> o * window.stride() - window.before() + window.reach() - 1);
        }
        Enlarged larger = (Enlarged) sight;
        if (step == 0) {
            return this;
        }
        long factor = larger.factor();
        if (period() * factor > LONGEST) {
            throw new ArithmeticException("a period of " + period() * factor);
        }
        // Bilinear, output o lies at (o + 1/2)/factor - 1/2, and between two columns unless that is whole.
        return larger.bilinear()
                ? sampled(
                        (int) (period() * factor),
                        step,
                        o -> Math.floorDiv(2 * o + 1 - factor, 2 * factor),
                        o -> -Math.floorDiv(factor - 2 * o - 1, 2 * factor))
                : sampled((int) (period() * factor), step, o -> o / factor, o -> o / factor);
    }

    private Strand sampled(int period, long step, LongUnaryOperator from, LongUnaryOperator to) {
        long[] firsts = new long[period];
        long[] lasts = new long[period];
        for (int o = 0; o < period; o++) {
            firsts[o] = first(from.applyAsLong(o));
            lasts[o] = last(to.applyAsLong(o));
        }
        return new Strand(firsts, lasts, step);
    }

    private static long within(int size, long column) {
        return Math.max(0, Math.min(size - 1, column));
    }

    /** Whether both grow at the same rate, so that one strand can be both. */
    boolean isParallelTo(Strand other) {
        return Math.multiplyExact(step, other.period()) == Math.multiplyExact(other.step, period());
    }

    /** Both, which are parallel, as one. */
    Strand with(Strand other) {
        int period = commonPeriod(other);
        long[] firsts = new long[period];
        long[] lasts = new long[period];
        for (int o = 0; o < period; o++) {
            firsts[o] = Math.min(first(o), other.first(o));
            lasts[o] = Math.max(last(o), other.last(o));
        }
        return new Strand(firsts, lasts, Math.multiplyExact(step, (long) period / period()));
    }

    /** @throws ArithmeticException where it is too long */
    int commonPeriod(Strand other) {
        long period = (long) period() / gcd(period(), other.period()) * other.period();
        if (period > LONGEST) {
            throw new ArithmeticException("a period of " + period);
        }
        return (int) period;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
