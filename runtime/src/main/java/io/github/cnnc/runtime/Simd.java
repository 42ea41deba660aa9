package io.github.cnnc.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.FloatVector;

/** What vectors of floats this JVM has. */
public final class Simd {

    private static final String MODULE = "jdk.incubator.vector";

    private static final int LANES = detect();

    private static final AtomicBoolean ADVISED = new AtomicBoolean();

    private Simd() {}

    /**
     * Floats in the widest vector that generated code may use here: 16, 8 or 4, or 1 where the JVM runs without {@code
     * --add-modules jdk.incubator.vector}.
     */
    public static int lanes() {
        return LANES;
    }

    /**
     * The same for a class that has kernels for vectors; where the flag is missing, says so once, to the {@link System.Logger} {@code
     * io.github.cnnc.runtime}, as information ({@code -Dcnnc.quiet=true} keeps it silent, as that logger's level does).
     */
    public static int lanesOrAdvice() {
        if (LANES == 1 && !Boolean.getBoolean("cnnc.quiet") && ADVISED.compareAndSet(false, true)) {
            System.getLogger(Simd.class.getPackageName())
                    .log(
                            System.Logger.Level.INFO,
                            "java --add-modules " + MODULE + " would run this network several times faster");
        }
        return LANES;
    }

    private static int detect() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return 1;
        }
        int lanes = Widest.lanes();
        return lanes >= 16 ? 16 : lanes >= 8 ? 8 : lanes >= 4 ? 4 : 1;
    }

    /** Apart, since it needs the module. */
    private static final class Widest {
        static int lanes() {
            return FloatVector.SPECIES_PREFERRED.length();
        }
    }
}
