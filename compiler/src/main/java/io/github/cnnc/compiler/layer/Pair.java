package io.github.cnnc.compiler.layer;

/** A size in both directions: columns and rows. */
public record Pair(int width, int height) {

    /** The same in both directions. */
    public static Pair square(int size) {
        return new Pair(size, size);
    }

    /** {@code 2} where both are the same, else {@code 2x1}. */
    public String brief() {
        return width == height ? Integer.toString(width) : toString();
    }

    /** {@code 3x3}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
