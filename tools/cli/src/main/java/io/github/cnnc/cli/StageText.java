package io.github.cnnc.cli;

import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.lower.Passes;
import io.github.cnnc.compiler.lower.ProgramText;
import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.network.Node;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The compiler's stages as text, one thing a line. */
final class StageText {

    private StageText() {}

    /** {@code v1: 24x24x6 = conv1 CONV(6, 5x5) of v0   # lenet5.cnn:7:9}. */
    static String network(Network network) {
        StringBuilder out = new StringBuilder("network ").append(network.name()).append('\n');
        out.append("  v0: ")
                .append(network.volume(0))
                .append(" = input ")
                .append(network.input())
                .append('\n');
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            out.append("  v").append(i + 1).append(": ").append(node.layer().output());
            out.append(" = ")
                    .append(node.name())
                    .append(' ')
                    .append(node.layer().text());
            out.append(node.inputs().stream().map(v -> "v" + v).collect(Collectors.joining(", ", " of ", "")));
            out.append("   # ").append(node.span()).append('\n');
        }
        return out.append("  return v").append(network.output()).append('\n').toString();
    }

    /** The program, then what each pass makes of it. */
    static String passes(Program lowered, Target target) {
        StringBuilder out = new StringBuilder("# lowered\n").append(ProgramText.of(lowered));
        List<Program> before = new ArrayList<>(List.of(lowered));
        Passes.run(lowered, target, (name, after) -> {
            out.append("\n# ").append(name);
            // A pass that changes nothing answers with the very same program.
            out.append(after == before.get(0) ? " (unchanged)\n" : "\n" + ProgramText.of(after));
            before.set(0, after);
        });
        return out.toString();
    }

    /** Steps with schedules and places. */
    static String plan(Plan plan) {
        StringBuilder out =
                new StringBuilder("plan ").append(plan.program().name()).append('\n');
        out.append("  arena: ").append(Figures.count(plan.arenaFloats())).append(" floats; most alive at one step: ");
        out.append(Figures.count(plan.liveLowerBoundFloats())).append('\n');
        for (Step step : plan.steps()) {
            out.append("  ").append(step.provenance().layer()).append(": ").append(what(step));
            out.append(" -> ").append(place(step.output())).append('\n');
        }
        return out.toString();
    }

    private static String what(Step step) {
        if (step instanceof Step.Compute compute) {
            return compute.op().getClass().getSimpleName() + " (" + compute.schedule() + ") "
                    + compute.site().inputs().stream().map(StageText::place).collect(Collectors.joining(", "));
        }
        if (step instanceof Step.Copy copy) {
            return "Copy " + place(copy.input());
        }
        return "FillHalo " + ((Step.FillHalo) step).mode();
    }

    /** {@code arena[784..5488] 28x28x6}. */
    private static String place(BufferView place) {
        return place.array() + "[" + place.offset() + ".."
                + (place.offset() + place.layout().floats()) + "] "
                + place.layout().volume()
                + (place.layout().isDense() ? "" : " in " + place.layout().halo());
    }
}
