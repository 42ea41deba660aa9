package io.github.cnnc.runtime.generated;

/**
 * GELU in its exact form, {@code x/2 (1 + erf(x / sqrt 2))} (Hendrycks and Gimpel 2016), for generated classes: Java has no
 * error function.
 *
 * <p>{@code 1 + erf(-z)} is taken as {@code erfc(z)}, so that nothing cancels far below 0. The rational approximations of
 * erfc are those of W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23
 * (1969), 631-637, with the coefficients of his program CALERF; in double they are good to 1e-13 of the value as far as
 * floats reach, so that the result is the exact one rounded, or its neighbour.
 */
public final class Gelu {

    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ONE_OVER_ROOT_PI = 1 / Math.sqrt(Math.PI);

    private Gelu() {}

    /** GELU of x; of NaN and of minus infinity NaN, as PyTorch has it. */
    public static float of(float x) {
        return (float) (0.5 * x * erfc(-x * ROOT_HALF));
    }

    /** erfc(x) = 1 - erf(x). */
    static double erfc(double x) {
        double y = Math.abs(x);
        if (y <= 0.46875) {
            return 1 - x * small(y * y);
        }
        double tail = Math.exp(-y * y) * (y <= 4 ? middle(y) : large(y));
        return x < 0 ? 2 - tail : tail;
    }

    /** erf(x)/x of z = x^2, x up to 0.46875. */
    private static double small(double z) {
        double above = (((1.85777706184603153e-1 * z + 3.16112374387056560) * z + 1.13864154151050156e2) * z
                                + 3.77485237685302021e2)
                        * z
                + 3.20937758913846947e3;
        double below = (((z + 2.36012909523441209e1) * z + 2.44024637934444173e2) * z + 1.28261652607737228e3) * z
                + 2.84423683343917062e3;
        return above / below;
    }

    /** e^(y^2) erfc(y), y from 0.46875 to 4. */
    private static double middle(double y) {
        double above = 2.15311535474403846e-8;
        above = above * y + 5.64188496988670089e-1;
        above = above * y + 8.88314979438837594;
        above = above * y + 6.61191906371416295e1;
        above = above * y + 2.98635138197400131e2;
        above = above * y + 8.81952221241769090e2;
        above = above * y + 1.71204761263407058e3;
        above = above * y + 2.05107837782607147e3;
        above = above * y + 1.23033935479799725e3;
        double below = y + 1.57449261107098347e1;
        below = below * y + 1.17693950891312499e2;
        below = below * y + 5.37181101862009858e2;
        below = below * y + 1.62138957456669019e3;
        below = below * y + 3.29079923573345963e3;
        below = below * y + 4.36261909014324716e3;
        below = below * y + 3.43936767414372164e3;
        below = below * y + 1.23033935480374942e3;
        return above / below;
    }

    /** e^(y^2) erfc(y), y from 4. */
    private static double large(double y) {
        double z = 1 / (y * y);
        double above = 1.63153871373020978e-2;
        above = above * z + 3.05326634961232344e-1;
        above = above * z + 3.60344899949804439e-1;
        above = above * z + 1.25781726111229246e-1;
        above = above * z + 1.60837851487422766e-2;
        above = above * z + 6.58749161529837803e-4;
        double below = z + 2.56852019228982242;
        below = below * z + 1.87295284992346725;
        below = below * z + 5.27905102951428412e-1;
        below = below * z + 6.05183413124413191e-2;
        below = below * z + 2.33520497626869185e-3;
        return (ONE_OVER_ROOT_PI - z * above / below) / y;
    }
}
