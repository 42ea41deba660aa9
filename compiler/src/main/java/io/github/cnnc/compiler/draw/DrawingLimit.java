package io.github.cnnc.compiler.draw;

/** A network is too large for a picture. The message says by how much, and what helps. */
public final class DrawingLimit extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DrawingLimit(String message) {
        super(message);
    }
}
