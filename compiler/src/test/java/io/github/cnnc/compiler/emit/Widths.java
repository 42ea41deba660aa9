package io.github.cnnc.compiler.emit;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.generated.Simd;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The widths of vectors that tests run at. Kernels for a width that this machine lacks are right, but hundreds of times slower: their
 * vectors are objects, and without a processor's fused multiply-add every sum is a BigDecimal. They are tested on fewer cases.
 */
public final class Widths {

    /** Of so many cases one is tested at a width that the machine lacks. */
    private static final int FEWER = 4;

    private static final boolean FMA =
            Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseFMA")
                    .getValue());

    private Widths() {}

    /** Whether the machine has such vectors, or plain Java at its usual speed. */
    public static boolean isHere(int lanes) {
        return FMA && lanes <= Simd.vectorWidth();
    }

    /** Those the machine has, the widest first, and plain Java. */
    public static IntStream here() {
        return Arrays.stream(Target.widths()).filter(lanes -> lanes == 1 || isHere(lanes));
    }

    /** How many of some cases are tested at a width. */
    static int cases(int lanes, int all) {
        return isHere(lanes) ? all : (all + FEWER - 1) / FEWER;
    }
}
