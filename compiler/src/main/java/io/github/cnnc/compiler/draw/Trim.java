package io.github.cnnc.compiler.draw;

/**
 * A layer that leaves the volume as it is, merged into what it follows, or dropout into what follows it: an edge of its
 * colour.
 *
 * @param name its kind as written, {@code ReLU}
 * @param before whether it stands before the box
 */
public record Trim(Kind kind, String name, boolean before) {}
