package io.github.cnnc.compiler.check;

import io.github.cnnc.runtime.Volume;
import java.util.List;

/**
 * The figures of one layer.
 *
 * @param text the layer with its arguments
 * @param inputs the volumes that enter
 * @param output the volume that leaves
 * @param formula the number of parameters as the lecture writes it; empty where there are none
 * @param macs multiply-accumulates
 * @param bytes the memory of the volume that leaves, float32
 * @param liveBytes the memory of all volumes that are alive while the layer runs
 * @param reach what one element of the volume that leaves sees of the network's input
 */
public record LayerRow(
        String name,
        String kind,
        String text,
        List<Volume> inputs,
        Volume output,
        String formula,
        long parameters,
        long macs,
        long bytes,
        long liveBytes,
        Reach reach) {

    public LayerRow {
        inputs = List.copyOf(inputs);
    }
}
