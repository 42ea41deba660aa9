package io.github.cnnc.compiler.check;

import java.math.BigInteger;

/**
 * A fraction in lowest terms: input columns from one output column to the next. Past 2^63-1 it stays there.
 *
 * @param columns input columns, at least 0
 * @param outputs for so many output columns, at least 1
 */
public record Rate(long columns, long outputs) implements Comparable<Rate> {

    public Rate {
        long divisor =
                BigInteger.valueOf(columns).gcd(BigInteger.valueOf(outputs)).longValue();
        columns /= divisor;
        outputs /= divisor;
    }

    Rate times(int stride) {
        long divisor =
                BigInteger.valueOf(stride).gcd(BigInteger.valueOf(outputs)).longValue();
        return new Rate(bounded(columns, stride / divisor), outputs / divisor);
    }

    Rate dividedBy(int factor) {
        long divisor =
                BigInteger.valueOf(factor).gcd(BigInteger.valueOf(columns)).longValue();
        return new Rate(columns / divisor, bounded(outputs, factor / divisor));
    }

    private static long bounded(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public int compareTo(Rate other) {
        return BigInteger.valueOf(columns)
                .multiply(BigInteger.valueOf(other.outputs))
                .compareTo(BigInteger.valueOf(other.columns).multiply(BigInteger.valueOf(outputs)));
    }

    /** {@code 2}, {@code 4/3}. */
    @Override
    public String toString() {
        return outputs == 1 ? Long.toString(columns) : columns + "/" + outputs;
    }
}
