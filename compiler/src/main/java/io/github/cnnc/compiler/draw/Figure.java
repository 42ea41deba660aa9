package io.github.cnnc.compiler.draw;

/**
 * A part of the picture that knows its size and can be put anywhere. The network flows from left to right along an axis;
 * all lengths are pixels.
 */
interface Figure {

    /** With the room it keeps to its neighbours. */
    double width();

    /** How far it goes above the axis. */
    double ascent();

    /** How far it goes below the axis. */
    double descent();

    /** Where on the axis, from its left, a line that enters ends. */
    double entry();

    /** Where on the axis, from its left, a line that leaves begins. */
    double exit();

    /** Whether a line that enters has an arrowhead; a fork takes it without. */
    boolean isPointedAt();

    /** Puts it on the sheet, its left end at x. */
    void draw(Sheet sheet, double x, double axis);
}
