package io.github.cnnc.compiler.kernel.conv;

import static io.github.cnnc.compiler.codegen.Arithmetic.at;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.kernel.KernelContext;
import java.util.List;

/**
 * Sums of a few columns in an array of their own, a row of lanes for each column, to which a method adds a few taps. What the taps
 * have for each lane lies in arrays of a few rows; a number for each column and tap is what they are multiplied by:
 *
 * <pre>
 *   float[] w0 = w[k];
 *   for (f...) {
 *     a[f] = fma(x0_1, w0[f + pitch], fma(x0_0, w0[f], a[f]));
 *     a[f + pitch] = fma(x1_1, w0[f + pitch], fma(x1_0, w0[f], a[f + pitch]));
 *   }
 * </pre>
 *
 * <p>C2 vectorises the loop as long as every index is its variable and a constant and its body is small. Measured for 128 and 512 lanes,
 * GFLOP/s on JDK 17 / 25, columns x taps: 4x4 62/46 and 76/76, 3x4 48/48 and 73/73, 2x4 44/44 and 62/62, 1x8 40/35 and 42/42; 4x5 and
 * 5x4 stay scalar, 11. With an array for each tap it is at most 4x3, 53/41 and 67/66.
 */
public final class LoopProduct {

    /** Floats of a short array. */
    public static final int LONGEST = 1 << 20;

    /** Columns and taps of a loop that C2 vectorises. */
    private static final int[][] LOOPS = {{4, 4}, {3, 4}, {2, 4}, {1, 8}};

    /**
     * Bytes of bytecode past which HotSpot does not inline a method (FreqInlineSize). Inlined into its caller the loop is no longer
     * vectorised on JDK 17: VGG-16 took 3 s instead of 0.9. A method that would be smaller has two loops.
     */
    private static final int INLINED = 325;

    /** Multiply-adds of a loop of a single column, which takes several arrays if they hold fewer. */
    private static final int SINGLE = 8;

    private final int columns;
    private final int taps;
    private final int lanes;
    private final int pitch;
    private final KernelContext context;

    /**
     * @param taps taps of an array
     * @param lanes what is computed of a row
     * @param pitch floats from one row to the next
     */
    public LoopProduct(int columns, int taps, int lanes, int pitch, KernelContext context) {
        this.columns = columns;
        this.taps = taps;
        this.lanes = lanes;
        this.pitch = pitch;
        this.context = context;
    }

    /** Columns and taps of the loops that C2 vectorises. */
    public static int[][] loops() {
        return LOOPS.clone();
    }

    /** Filters in whole tiles. */
    public static long whole(int filters, int tile) {
        return (filters + tile - 1L) / tile * tile;
    }

    /** The same for what is over of some columns. */
    public LoopProduct rest(int columns) {
        return new LoopProduct(columns, taps, lanes, pitch, context);
    }

    public int columns() {
        return columns;
    }

    /** Taps of a loop. */
    private int loop() {
        return columns == 1 ? Math.max(1, SINGLE / taps) * taps : taps;
    }

    /** Taps of a method that is not inlined. */
    private int most() {
        int bytes = 14 + columns * (14 + 24 * loop());
        return bytes > INLINED ? loop() : 2 * loop();
    }

    /**
     * A call that adds {@code count} taps, from the first of array {@code k} on; {@code x} is the position of the first column's
     * number for the first tap, those for the next taps follow.
     *
     * @param rows the arrays that have a number for each lane
     * @param column floats from one column's number to the next
     */
    public void call(Code code, String sums, String rows, String k, String array, String x, int count, int column) {
        code.line("%s(%s, %s, %s, %s, %s, %d)", method(count), sums, rows, k, array, x, column);
    }

    /** The method that adds {@code count} taps to the sums of all lanes. */
    private String method(int count) {
        Code code = new Code();
        for (int j = 0; j < columns; j++) {
            if (j > 0) {
                code.line("int i%d = %s + column", j, position(j - 1));
            }
            for (int tap = 0; tap < count; tap++) {
                code.line("float x%d_%d = x[%s]", j, tap, at(position(j), tap));
            }
        }
        for (int i = 0; i < arrays(count); i++) {
            code.line("float[] w%d = w[%s]", i, at("k", i));
        }
        for (int from = 0; from < count; from += loop()) {
            code.loop("f", lanes);
            for (int j = 0; j < columns; j++) {
                String element = "a[" + at("f", j * pitch) + "]";
                String sum = element;
                for (int tap = from; tap < Math.min(count, from + loop()); tap++) {
                    String row = "w" + tap / taps + "[" + at("f", tap % taps * pitch) + "]";
                    sum = context.arithmetic().sum(sum, "x" + j + "_" + tap, row);
                }
                code.line("%s = %s", element, sum);
            }
            code.end();
        }
        List<String> parameters = List.of("float[] a", "float[][] w", "int k", "float[] x", "int i", "int column");
        return context.helpers().method("add" + count + "Taps", parameters, code);
    }

    private static String position(int column) {
        return column == 0 ? "i" : "i" + column;
    }

    /** Arrays that hold so many taps. */
    public int arrays(int count) {
        return (count + taps - 1) / taps;
    }

    /** Sets the sums of an array to a bias that begins at {@code first}, or to 0. */
    public void begin(Code code, String sums, boolean bias, String first) {
        if (!bias) {
            code.line("Arrays.fill(%s, 0, %d, 0f)", sums, columns * pitch);
            return;
        }
        for (int j = 0; j < columns; j++) {
            code.line("System.arraycopy(bias, %s, %s, %d, %d)", first, sums, j * pitch, lanes);
        }
    }

    /**
     * Divides a run of taps among calls. What is over is added by the last one, or by the last two, for a method of more than three
     * loops is not vectorised: 16 channels at 55x55 took 1.04 ms instead of 0.27.
     */
    public void calls(int all, Calls calls) {
        int full = all / most();
        int rest = all % most();
        if (full == 0) {
            of(1, rest, calls);
        } else if (rest == 0) {
            of(full, most(), calls);
        } else {
            of(full - 1, most(), calls);
            int last = most() + rest;
            if (last <= 3 * loop()) {
                of(1, last, calls);
            } else {
                int half = 2 * loop();
                of(1, half, calls);
                of(1, last - half, calls);
            }
        }
    }

    private void of(int times, int count, Calls calls) {
        if (times > 0) {
            calls.of(times, count, arrays(count));
        }
    }

    /** See {@link #calls}. */
    public interface Calls {
        /** So many calls, one after the other, of so many taps in so many arrays. */
        void of(int calls, int taps, int arrays);
    }
}
