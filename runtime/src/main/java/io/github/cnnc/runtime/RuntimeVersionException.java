package io.github.cnnc.runtime;

/** A generated class and this runtime do not fit; the message says which versions meet, and what to do. */
public final class RuntimeVersionException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /** An exception with a message for people. */
    public RuntimeVersionException(String message) {
        super(message);
    }
}
