package io.github.cnnc.runtime;

/** A file that is no picture we can read: damaged, of an unknown format, or too large. The message names the file. */
public final class PictureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PictureException(String message) {
        super(message);
    }

    PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
