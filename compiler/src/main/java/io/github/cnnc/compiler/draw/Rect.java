package io.github.cnnc.compiler.draw;

/** A rectangle of the picture; y goes down. */
record Rect(double left, double top, double right, double bottom) {

    boolean overlaps(Rect other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
}
