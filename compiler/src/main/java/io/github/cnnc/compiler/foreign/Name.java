package io.github.cnnc.compiler.foreign;

import java.util.List;
import java.util.Map;

/**
 * What a name of another notation stands for.
 *
 * @param layer the layer of cnnc; {@code no} where there is none, {@code see} where it is written another way
 * @param positions the arguments by position; of {@code no} and {@code see} none
 * @param what of {@code no} and {@code see} what it is
 * @param nearest of {@code no} and {@code see} the nearest way; may be empty
 * @param defaults what holds where nothing is given
 */
record Name(String layer, List<String> positions, String what, String nearest, Map<String, String> defaults) {

    boolean isLayer() {
        return !isLacking() && !isOtherwise();
    }

    boolean isLacking() {
        return layer.equals("no");
    }

    boolean isOtherwise() {
        return layer.equals("see");
    }
}
