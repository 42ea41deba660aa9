package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The product of a small constant matrix and a column of variables, in few operations; {@link VectorTransform} in plain Java. */
final class ScalarTransform {

    private final int[][] matrix;
    private final Arithmetic arithmetic;
    private final Code code;

    /** @param matrix of Winograd's B^T or A^T, rows first */
    ScalarTransform(int[][] matrix, Arithmetic arithmetic, Code code) {
        this.matrix = matrix;
        this.arithmetic = arithmetic;
        this.code = code;
    }

    /** Declares the elements {@code to} of the product with the variables {@code from}. */
    void apply(IntFunction<String> from, IntFunction<String> to) {
        if (matrix.length == matrix[0].length) {
            rowPairs(from, to);
        } else {
            columnPairs(from, to);
        }
    }

    /** Rows 1 and 2, 3 and 4 are those of a and -a: what they have at even and at odd places is computed once. */
    private void rowPairs(IntFunction<String> from, IntFunction<String> to) {
        int n = matrix.length;
        sum(to.apply(0), matrix[0], from, 0, 1);
        for (int i = 1; i + 1 < n - 1; i += 2) {
            String a = to.apply(i) + "even";
            String b = to.apply(i) + "odd";
            sum(a, matrix[i], from, 0, 2);
            sum(b, matrix[i], from, 1, 2);
            declare(to.apply(i), a + " + " + b);
            boolean evenEqual = equal(matrix[i], matrix[i + 1]);
            declare(to.apply(i + 1), evenEqual ? a + " - " + b : b + " - " + a);
        }
        sum(to.apply(n - 1), matrix[n - 1], from, 0, 1);
    }

    private static boolean equal(int[] a, int[] b) {
        for (int k = 0; k < a.length; k += 2) {
            if (a[k] != b[k]) {
                return false;
            }
        }
        return true;
    }

    /** Columns 1 and 2, 3 and 4 are those of a and -a: even rows read their sum, odd ones their difference. */
    private void columnPairs(IntFunction<String> from, IntFunction<String> to) {
        int n = matrix[0].length;
        for (int k = 1; k + 1 < n - 1; k += 2) {
            declare(from.apply(k) + "sum", from.apply(k) + " + " + from.apply(k + 1));
            declare(from.apply(k) + "difference", from.apply(k) + " - " + from.apply(k + 1));
        }
        for (int j = 0; j < matrix.length; j++) {
            int[] terms = matrix[j].clone();
            for (int k = 2; k < n - 1; k += 2) {
                terms[k] = 0;
            }
            String part = j % 2 == 0 ? "sum" : "difference";
            sum(to.apply(j), terms, k -> k == 0 || k == n - 1 ? from.apply(k) : from.apply(k) + part, 0, 1);
        }
    }

    /** {@code name} is the sum of a row's terms at {@code first}, {@code first + step}, ...; one whose factor is 1 comes first. */
    private void sum(String name, int[] row, IntFunction<String> from, int first, int step) {
        List<Integer> terms = new ArrayList<>();
        for (int k = first; k < row.length; k += step) {
            if (row[k] != 0) {
                terms.add(row[k] == 1 ? 0 : terms.size(), k);
            }
        }
        String sum = "";
        for (int k : terms) {
            int factor = row[k];
            if (sum.isEmpty()) {
                sum = factor == 1 ? from.apply(k) : factor + "f * " + from.apply(k);
            } else if (factor == 1 || factor == -1) {
                sum = sum + (factor == 1 ? " + " : " - ") + from.apply(k);
            } else {
                sum = arithmetic.sum(sum, factor + "f", from.apply(k));
            }
        }
        declare(name, sum);
    }

    private void declare(String name, String value) {
        code.line("float %s = %s", name, value);
    }
}
