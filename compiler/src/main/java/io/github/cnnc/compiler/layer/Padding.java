package io.github.cnnc.compiler.layer;

/** How much padding is asked for. */
public sealed interface Padding {

    /** So many columns left and right, rows on top and at the bottom. */
    record Fixed(int left, int right, int top, int bottom) implements Padding {

        /** As {@code pad=} would be given: {@code 1}, {@code 2x1} or {@code [0, 1, 0, 1]}. */
        @Override
        public String toString() {
            return left == right && top == bottom
                    ? new Pair(left, top).brief()
                    : "[" + left + ", " + right + ", " + top + ", " + bottom + "]";
        }
    }

    /** As little as keeps ceil(size / stride), the odd pixel at the right and bottom: TensorFlow's SAME. */
    record Same() implements Padding {}

    /** The smallest that fits exactly. */
    record WhateverFits() implements Padding {}
}
