package io.github.cnnc.cli;

import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the table of layers.
 *
 * @param layer as it would be written, and where it reads unless that is the line above
 * @param volumeFormula how the volume follows
 * @param formula how the number of parameters follows
 * @param bytes of the volume that leaves
 * @param liveBytes of all volumes alive while the layer runs
 */
record LayerLine(
        String name,
        String layer,
        Volume volume,
        String volumeFormula,
        String formula,
        long parameters,
        long macs,
        long bytes,
        long liveBytes,
        String field,
        String stride) {

    /** The lines of a network, the input first. */
    static List<LayerLine> of(CheckedNetwork checked) {
        Network network = checked.network();
        Volume input = network.input().format().volume();
        List<LayerLine> lines = new ArrayList<>();
        lines.add(new LayerLine("input", "", input, "", "", 0, 0, 4L * input.size(), 0, "1x1", "1"));
        for (int i = 0; i < checked.rows().size(); i++) {
            LayerRow row = checked.rows().get(i);
            lines.add(new LayerLine(
                    row.name(),
                    row.text() + readsFrom(network, i),
                    row.output(),
                    network.nodes().get(i).layer().volumeFormula(),
                    row.formula(),
                    row.parameters(),
                    row.macs(),
                    row.bytes(),
                    row.liveBytes(),
                    row.reach().field(),
                    row.reach().stride()));
        }
        return lines;
    }

    /** Where a layer reads, unless that is the one above it, as in a chain. */
    private static String readsFrom(Network network, int index) {
        List<Integer> inputs = network.nodes().get(index).inputs();
        return inputs.equals(List.of(index)) ? "" : " <- " + String.join(", ", names(network, inputs));
    }

    /** The names of values. */
    static List<String> names(Network network, List<Integer> values) {
        return values.stream()
                .map(v -> v == 0 ? "input" : network.nodes().get(v - 1).name())
                .toList();
    }
}
