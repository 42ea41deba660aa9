package io.github.cnnc.compiler.kernel.conv;

/** Which taps the body of the inner loop of {@link VectorConv} adds, and so the order of its weights. */
public enum Taps {
    /** One or a few of a kernel row, channel by channel: kernel row, kernel column, channel. */
    LINE,
    /** A kernel row at one channel; neighbouring pixels share what they read. Order: kernel row, channel, kernel column. */
    ROW,
    /** The whole window at one channel. Order: channel, kernel row, kernel column. */
    WINDOW
}
