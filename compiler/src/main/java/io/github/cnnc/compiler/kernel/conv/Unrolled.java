package io.github.cnnc.compiler.kernel.conv;

/** How much of a kernel window is unrolled in the loop body of {@link DirectConv}. */
public enum Unrolled {
    /** All of it. Fastest while the body is small; past about a hundred multiply-adds it falls off a cliff. */
    WINDOW,
    /** One row of it. */
    ROW,
    /** Nothing. */
    NONE
}
