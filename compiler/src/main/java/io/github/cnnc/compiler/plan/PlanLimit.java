package io.github.cnnc.compiler.plan;

/** A network passed a limit of what generated code can be. The message says which, by how much, and what helps. */
public final class PlanLimit extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PlanLimit(String message) {
        super(message);
    }
}
