package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.VectorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The product of a small constant matrix and a column of vectors, in few operations. Points come in pairs a and -a: their
 * columns of A^T, and their rows of B^T, are equal but for the sign of every other element, so sums and differences are shared.
 */
final class VectorTransform {

    private final int[][] matrix;
    private final VectorCode vector;
    private final Code code;

    /** The constants declared so far. */
    private final Set<Integer> constants = new HashSet<>();

    /** @param matrix whole numbers, rows first */
    VectorTransform(int[][] matrix, VectorCode vector, Code code) {
        this.matrix = matrix;
        this.vector = vector;
        this.code = code;
    }

    /** Whether the rows from {@code first} to {@code last} - 1 of the product depend on the element {@code k}. */
    boolean reads(int k, int first, int last) {
        return reads(k, first, last, 1);
    }

    /** Whether every {@code step}th row from {@code first} on depends on the element {@code k}. */
    boolean reads(int k, int first, int last, int step) {
        for (int i = first; i < last; i += step) {
            if (matrix[i][k] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Declares the elements {@code to} of the product with the variables {@code from}. */
    void apply(IntFunction<String> from, IntFunction<String> to) {
        if (matrix.length == matrix[0].length) {
            rows(0, matrix.length, from, to);
        } else {
            columnPairs(0, 1, from, to);
        }
    }

    /**
     * Declares the elements from {@code first} to {@code last} - 1 of the product with a square matrix. Rows 1 and 2, 3 and 4 are those
     * of a and -a: what they have at even and at odd places is computed once.
     */
    void rows(int first, int last, IntFunction<String> from, IntFunction<String> to) {
        for (int i = first; i < last; i++) {
            if (i % 2 == 1 && i + 1 < Math.min(last, matrix.length - 1)) {
                rowPair(i, from, to);
                i++;
            } else {
                sum(to.apply(i), matrix[i], from, 0, 1);
            }
        }
    }

    private void rowPair(int i, IntFunction<String> from, IntFunction<String> to) {
        // x / (x - a) (x + a) ... times (x + a): the even places have one sign in both rows, the odd ones the other.
        int same = matrix.length % 2 == 0 ? 0 : 1;
        String a = to.apply(i) + "even";
        String b = to.apply(i) + "odd";
        sum(a, matrix[i], from, same, 2);
        sum(b, matrix[i], from, 1 - same, 2);
        boolean evenEqual = equal(matrix[i], matrix[i + 1], same);
        vector.declare(to.apply(i), a + ".add(" + b + ")");
        vector.declare(to.apply(i + 1), evenEqual ? a + ".sub(" + b + ")" : b + ".sub(" + a + ")");
    }

    private static boolean equal(int[] a, int[] b, int first) {
        for (int k = first; k < a.length; k += 2) {
            if (a[k] != b[k]) {
                return false;
            }
        }
        return true;
    }

    /** {@code name} is the sum of a row's terms at {@code first}, {@code first + step}, ... */
    private void sum(String name, int[] row, IntFunction<String> from, int first, int step) {
        List<Integer> terms = new ArrayList<>();
        for (int k = first; k < row.length; k += step) {
            if (row[k] != 0) {
                terms.add(k);
            }
        }
        terms.sort((a, b) -> Integer.compare(Math.abs(row[a]), Math.abs(row[b])));
        int factor = terms.stream().allMatch(k -> Math.abs(row[k]) == Math.abs(row[terms.get(0)]))
                ? Math.abs(row[terms.get(0)])
                : 1;
        // A term with a plus first, so that no negation is needed.
        terms.sort((a, b) -> Integer.compare(rank(row[a] / factor), rank(row[b] / factor)));
        int start = terms.get(0);
        String sum = from.apply(start);
        int lead = row[start] / factor;
        if (lead != 1) {
            sum = lead == -1 ? sum + ".neg()" : sum + ".mul(" + constant(lead) + ")";
        }
        for (int k : terms.subList(1, terms.size())) {
            int c = row[k] / factor;
            sum = c == 1
                    ? sum + ".add(" + from.apply(k) + ")"
                    : c == -1
                            ? sum + ".sub(" + from.apply(k) + ")"
                            : from.apply(k) + ".fma(" + constant(c) + ", " + sum + ")";
        }
        String scale = factor == 1 ? "" : constant(factor);
        vector.declare(name, factor == 1 ? sum : sum + ".mul(" + scale + ")");
    }

    /** The term a sum begins with: one that needs no multiplication, then one that is not subtracted. */
    private static int rank(int coefficient) {
        return coefficient == 1 ? 0 : coefficient == -1 ? 1 : 2;
    }

    /**
     * Declares every {@code step}th element, from {@code first} on, of the product with a wide matrix. Columns 1 and 2, 3 and 4 are those of
     * a and -a: even rows read their sum, odd ones their difference.
     */
    void columnPairs(int first, int step, IntFunction<String> from, IntFunction<String> to) {
        int n = matrix[0].length;
        for (int k = 1; k + 1 < n - 1; k += 2) {
            if (step == 1 || first == 0) {
                vector.declare(from.apply(k) + "sum", from.apply(k) + ".add(" + from.apply(k + 1) + ")");
            }
            if (step == 1 || first == 1) {
                vector.declare(from.apply(k) + "difference", from.apply(k) + ".sub(" + from.apply(k + 1) + ")");
            }
        }
        for (int j = first; j < matrix.length; j += step) {
            int[] terms = new int[n];
            terms[0] = matrix[j][0];
            terms[n - 1] = matrix[j][n - 1];
            for (int k = 1; k + 1 < n - 1; k += 2) {
                terms[k] = matrix[j][k];
            }
            String part = j % 2 == 0 ? "sum" : "difference";
            sum(to.apply(j), terms, k -> k == 0 || k == n - 1 ? from.apply(k) : from.apply(k) + part, 0, 1);
        }
    }

    /** The variable of a constant, which all that is computed in one scope shares. */
    private String constant(int value) {
        String name = (value < 0 ? "minus" : "times") + Math.abs(value);
        if (constants.add(value)) {
            vector.declare(name, vector.all(value + "f"));
        }
        return name;
    }
}
