package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.elaborate.Elaborated;
import io.github.cnnc.compiler.layer.Layer;
import io.github.cnnc.compiler.layer.LayerTensor;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts, and compares with what the file expects. */
public final class Checker {

    private final Elaborated elaborated;
    private final Network network;
    private final Diagnostics diagnostics;

    private Checker(Elaborated elaborated, Diagnostics diagnostics) {
        this.elaborated = elaborated;
        this.network = elaborated.network();
        this.diagnostics = diagnostics;
    }

    /** The network with its figures; nothing where there are errors, which are then in the diagnostics. */
    public static Optional<CheckedNetwork> check(Elaborated elaborated, Diagnostics diagnostics) {
        Optional<CheckedNetwork> checked = new Checker(elaborated, diagnostics).run();
        return diagnostics.hasErrors() ? Optional.empty() : checked;
    }

    private Optional<CheckedNetwork> run() {
        checkLabels();
        List<LayerRow> rows = new ArrayList<>();
        long[] live = new LiveMemory(network).bytes();
        List<Reach> reaches = Field.reaches(network);
        for (int i = 0; i < live.length; i++) {
            Node node = network.nodes().get(i);
            row(node, live[i], reaches.get(i)).ifPresent(rows::add);
        }
        if (rows.size() < network.nodes().size()) {
            return Optional.empty();
        }
        Optional<CheckedNetwork.Totals> totals = totals(rows);
        totals.ifPresent(t -> new Expectations(elaborated, t, diagnostics).check());
        totals.ifPresent(t -> new Lints(network, t.parameters(), diagnostics).check());
        return totals.map(t -> new CheckedNetwork(network, rows, t));
    }

    private void checkLabels() {
        int labels = network.labels().size();
        int depth = network.outputVolume().depth();
        if (elaborated.labelsSpan().isPresent() && labels != depth) {
            diagnostics.add(Diagnostic.of(
                            Code.CNN054,
                            labels + (labels == 1 ? " label" : " labels") + " for an output of " + depth
                                    + (depth == 1 ? " class" : " classes"),
                            elaborated.labelsSpan().get(),
                            labels + (labels == 1 ? " label" : " labels"))
                    .because(elaborated.outputSpan(), "gives " + network.outputVolume()));
        }
    }

    private Optional<LayerRow> row(Node node, long liveBytes, Reach reach) {
        Layer layer = node.layer();
        List<Volume> inputs = node.inputs().stream().map(network::volume).toList();
        try {
            long parameters = layer.parameters();
            return Optional.of(new LayerRow(
                    node.name(),
                    layer.kind(),
                    layer.text(),
                    inputs,
                    layer.output(),
                    layer.formula(),
                    parameters,
                    layer.macs(),
                    4L * layer.output().size(),
                    liveBytes,
                    reach));
        } catch (ArithmeticException e) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN062,
                    "the layer has more than 2^63-1 parameters or multiply-accumulates",
                    node.span(),
                    layer.text() + " on " + inputs.get(0)));
            return Optional.empty();
        }
    }

    private Optional<CheckedNetwork.Totals> totals(List<LayerRow> rows) {
        try {
            long parameters = 0;
            long macs = 0;
            long all = 0;
            for (LayerRow row : rows) {
                parameters = Math.addExact(parameters, row.parameters());
                macs = Math.addExact(macs, row.macs());
            }
            for (Node node : network.nodes()) {
                for (LayerTensor tensor : node.layer().tensors()) {
                    all = Math.addExact(all, tensor.size());
                }
            }
            long activations = rows.stream()
                    .mapToLong(LayerRow::liveBytes)
                    .max()
                    .orElse(4L * network.volume(0).size());
            CheckedNetwork.Totals totals = new CheckedNetwork.Totals(
                    parameters, all - parameters, macs, Math.multiplyExact(4L, all), activations);
            totals.memoryBytes();
            return Optional.of(totals);
        } catch (ArithmeticException e) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN062,
                    "the network has more than 2^63-1 parameters, multiply-accumulates or bytes",
                    elaborated.outputSpan(),
                    "added up to here"));
            return Optional.empty();
        }
    }
}
