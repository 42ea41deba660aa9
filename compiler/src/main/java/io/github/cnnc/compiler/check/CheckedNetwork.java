package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.network.Network;
import java.util.List;

/**
 * A network in which everything fits.
 *
 * @param rows the figures of each layer, in order
 */
public record CheckedNetwork(Network network, List<LayerRow> rows, Totals totals) {

    public CheckedNetwork {
        rows = List.copyOf(rows);
    }

    /**
     * The figures of the whole network.
     *
     * @param parameters trained parameters
     * @param statistics running statistics of batch normalisation, which do not count as parameters
     * @param macs multiply-accumulates of one run
     * @param weightBytes memory of parameters and statistics, float32
     * @param activationBytes the largest sum of volumes that are alive at once when layers run in order, float32
     */
    public record Totals(long parameters, long statistics, long macs, long weightBytes, long activationBytes) {

        /** Weights and activations together: what {@code expect memory} is compared with. */
        public long memoryBytes() {
            return Math.addExact(weightBytes, activationBytes);
        }
    }
}
