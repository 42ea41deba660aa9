package io.github.cnnc.compiler.layer;

/** What happens where a stride does not divide. */
public enum Rounding {
    /** It is an error: the lecture's "doesn't fit!". */
    EXACT,
    /** The rest of the volume is dropped, as PyTorch's and Caffe's convolutions do. */
    FLOOR,
    /** One more window reaches past the padding, as PyTorch's {@code ceil_mode}. */
    CEIL
}
