package io.github.cnnc.compiler.machine;

/** A network passed a limit of what generated code can be. The message says which, by how much, and what helps. */
public final class PlanLimit extends RuntimeException {

    /** The largest array every JVM allocates. */
    public static final long MAX_FLOATS = Integer.MAX_VALUE - 8;

    private static final long serialVersionUID = 1;

    public PlanLimit(String message) {
        super(message);
    }
}
