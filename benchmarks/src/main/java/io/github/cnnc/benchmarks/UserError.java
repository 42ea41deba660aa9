package io.github.cnnc.benchmarks;

/** What the user can mend; the message says how. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserError(String message) {
        super(message);
    }
}
