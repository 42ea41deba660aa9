package io.github.cnnc.compiler.emit;

import static io.github.cnnc.compiler.emit.Arithmetic.at;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums over all filters of a few columns, in an array of their own, {@code pitch} floats for each column, to which a method adds
 * a few taps at a time:
 *
 * <pre>
 *   for (f...) {
 *     a[f] = fma(x1_0, w1[f], fma(x0_0, w0[f], a[f]));
 *     a[f + pitch] = fma(x1_1, w1[f], fma(x0_1, w0[f], a[f + pitch]));
 *   }
 * </pre>
 */
final class LaneProduct {

    /**
     * Loops in one method. HotSpot inlines methods of up to 325 bytes of bytecode (FreqInlineSize), and inlined into its
     * caller the loop is no longer vectorised on JDK 17: VGG-16 took 3 s instead of 0.9. Three loops are more.
     */
    private static final int LOOPS = 3;

    private final int columns;
    private final int taps;
    private final int filters;
    private final int pitch;
    private final Arithmetic arithmetic;
    private final Helpers helpers;

    LaneProduct(int columns, int taps, int filters, int pitch, Arithmetic arithmetic, Helpers helpers) {
        this.columns = columns;
        this.taps = taps;
        this.filters = filters;
        this.pitch = pitch;
        this.arithmetic = arithmetic;
        this.helpers = helpers;
    }

    /** The same for what is over of some columns. */
    LaneProduct rest(int columns) {
        return new LaneProduct(columns, columns == 1 ? 8 : 4, filters, pitch, arithmetic, helpers);
    }

    int columns() {
        return columns;
    }

    /** Taps of a call. */
    private int most() {
        return taps * LOOPS;
    }

    /**
     * A call that adds taps {@code k} to {@code k + count - 1}; {@code x} is the position of the first column's first tap.
     *
     * @param rows the arrays that have a number for each lane
     * @param next floats from one tap's input to the next
     * @param column floats from one column's input to the next
     */
    void call(Code code, String sums, String rows, String k, String array, String x, int count, int next, int column) {
        List<String> arguments = new ArrayList<>(List.of(sums));
        for (int tap = 0; tap < count; tap++) {
            arguments.add(rows + "[" + at(k, tap) + "]");
        }
        for (int tap = 0; tap < count; tap++) {
            for (int j = 0; j < columns; j++) {
                arguments.add(array + "[" + at(x, tap * next + j * column) + "]");
            }
        }
        code.line("%s(%s)", method(count), String.join(", ", arguments));
    }

    /** The method that adds {@code count} taps to the sums of all filters. */
    private String method(int count) {
        List<String> parameters = new ArrayList<>(List.of("float[] a"));
        for (int tap = 0; tap < count; tap++) {
            parameters.add("float[] w" + tap);
        }
        for (int tap = 0; tap < count; tap++) {
            for (int j = 0; j < columns; j++) {
                parameters.add("float x" + tap + "_" + j);
            }
        }
        Code loops = new Code();
        for (int from = 0; from < count; from += taps) {
            loops.loop("f", filters);
            for (int j = 0; j < columns; j++) {
                String element = "a[" + at("f", j * pitch) + "]";
                String sum = element;
                for (int tap = from; tap < Math.min(count, from + taps); tap++) {
                    sum = arithmetic.sum(sum, "x" + tap + "_" + j, "w" + tap + "[f]");
                }
                loops.line("%s = %s", element, sum);
            }
            loops.end();
        }
        return helpers.method("add" + count + "Taps", parameters, loops.build());
    }

    /** Sets the sums of an array to a bias that begins at {@code first}, or to 0. */
    void begin(Code code, String sums, boolean bias, String first) {
        if (!bias) {
            code.line("Arrays.fill(%s, 0, %d, 0f)", sums, columns * pitch);
            return;
        }
        for (int j = 0; j < columns; j++) {
            code.line("System.arraycopy(bias, %s, %s, %d, %d)", first, sums, j * pitch, filters);
        }
    }

    /**
     * Divides {@code all} taps among calls of {@link #LOOPS} loops, so that no loop but one adds fewer taps than it could. What is
     * over is added by the last call if it is little, else by the last two. With six loops in a method, or four full ones, C2
     * vectorised none of them: 16 channels at 55x55 1.04 ms instead of 0.27.
     */
    void calls(int all, Calls calls) {
        int full = all / most();
        int rest = all % most();
        if (rest == 0 || full == 0) {
            calls.of(Math.max(1, full), full == 0 ? rest : most());
            return;
        }
        if (full > 1) {
            calls.of(full - 1, most());
        }
        int last = most() + rest;
        if (2 * rest <= taps) {
            calls.of(1, last);
            return;
        }
        int half = (last + 2 * taps - 1) / (2 * taps) * taps;
        calls.of(1, half);
        calls.of(1, last - half);
    }

    interface Calls {
        /** So many calls, one after the other, of so many taps. */
        void of(int calls, int taps);
    }
}
