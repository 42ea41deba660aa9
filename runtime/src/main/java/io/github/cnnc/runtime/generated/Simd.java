package io.github.cnnc.runtime.generated;

import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.FloatVector;

/** What vectors of floats this JVM has. */
public final class Simd {

    private static final String MODULE = "jdk.incubator.vector";

    /** The runtime's, which users know. */
    private static final String LOGGER = "io.github.cnnc.runtime";

    private static final int WIDTH = detect();

    private static final AtomicBoolean ADVISED = new AtomicBoolean();

    private Simd() {}

    /**
     * Floats in the widest vector that generated code may use here: 16, 8 or 4, or 1 where the JVM runs without {@code
     * --add-modules jdk.incubator.vector}.
     */
    public static int vectorWidth() {
        return WIDTH;
    }

    /**
     * The same for a class that has kernels for vectors; where the flag is missing, says so once, to the {@link System.Logger} {@code
     * io.github.cnnc.runtime}, as information ({@code -Dcnnc.quiet=true} keeps it silent, as that logger's level does).
     */
    public static int vectorWidthOrAdvice() {
        if (WIDTH == 1 && !Boolean.getBoolean("cnnc.quiet") && ADVISED.compareAndSet(false, true)) {
            System.getLogger(LOGGER)
                    .log(
                            System.Logger.Level.INFO,
                            "java --add-modules " + MODULE + " would run this network several times faster");
        }
        return WIDTH;
    }

    private static int detect() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return 1;
        }
        int width = Widest.vectorWidth();
        return width >= 16 ? 16 : width >= 8 ? 8 : width >= 4 ? 4 : 1;
    }

    /** Apart, since it needs the module. */
    private static final class Widest {
        static int vectorWidth() {
            return FloatVector.SPECIES_PREFERRED.length();
        }
    }
}
