package io.github.cnnc.compiler.layer;

/**
 * The complementary error function, for the reference evaluation of GELU: series and continued fraction as textbooks have
 * them, no fitted coefficients. Generated code has another method ({@code io.github.cnnc.runtime.generated.Gelu}).
 */
final class ErrorFunction {

    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    /** From here on the continued fraction takes few terms. */
    private static final double LARGE = 2;

    private static final int FRACTIONS = 120;

    private ErrorFunction() {}

    /** erfc(x) = 1 - erf(x), to about 1e-15 of its value (tested against Python's {@code math.erfc}). */
    static double erfc(double x) {
        if (x < 0) {
            return 2 - erfc(-x);
        }
        return x < LARGE ? 1 - series(x) : fraction(x);
    }

    /** erf(x) = 2/sqrt(pi) e^-x^2 sum of 2^n x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 1964, 7.1.6). */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
    }

    /** erfc(x) = e^-x^2/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))) (Abramowitz and Stegun 1964, 7.1.14). */
    private static double fraction(double x) {
        double rest = x;
        for (int n = FRACTIONS; n >= 1; n--) {
            rest = x + n / 2.0 / rest;
        }
        return TWO_OVER_ROOT_PI / 2 * Math.exp(-x * x) / rest;
    }
}
