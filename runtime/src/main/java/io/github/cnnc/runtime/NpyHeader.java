package io.github.cnnc.runtime;

import java.nio.ByteOrder;
import java.util.List;

/**
 * What the header of an .npy file says.
 *
 * @param type the kind of number
 * @param order its byte order
 * @param fortranOrder whether the first index moves fastest, not the last
 * @param shape the sizes, none negative
 */
record NpyHeader(ElementType type, ByteOrder order, boolean fortranOrder, List<Integer> shape) {

    NpyHeader {
        shape = List.copyOf(shape);
    }
}
