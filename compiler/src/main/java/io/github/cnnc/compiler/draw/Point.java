package io.github.cnnc.compiler.draw;

/** A place in the picture; y goes down. */
record Point(double x, double y) {}
