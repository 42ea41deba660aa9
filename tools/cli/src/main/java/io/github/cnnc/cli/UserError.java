package io.github.cnnc.cli;

/** Something the user can mend, said in one line or two: exit code 1, never a stack trace. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    UserError(String message) {
        super(message);
    }
}
