package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Work;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.Volume;
import java.util.stream.Collectors;

/** What stands above a kernel: the layer and where it is written, the volumes, the multiply-adds and the schedule. */
final class Comments {

    private Comments() {}

    static String of(Step step) {
        String layer = layer(step.provenance());
        if (step instanceof Step.Compute compute && compute.op() instanceof Op.FusedConv fused) {
            layer = layer(fused.conv().provenance()) + ", with " + layer;
        }
        return Literals.comment(layer) + "\n<p>" + Literals.comment(what(step)) + ".\n";
    }

    private static String layer(Provenance provenance) {
        return provenance.layer() + ": " + provenance.text()
                + (provenance.place().isEmpty() ? "" : ", " + provenance.place());
    }

    private static String what(Step step) {
        if (step instanceof Step.Copy copy) {
            return "Copies " + copy.input().layout().volume();
        }
        if (step instanceof Step.FillHalo fill) {
            return "Fills the padding around " + fill.output().layout().volume() + " with "
                    + switch (fill.mode()) {
                        case ZEROS -> "zeros";
                        case REFLECT -> "the volume reflected";
                        case REPLICATE -> "its edge";
                        case CIRCULAR -> "its other side";
                    };
        }
        Step.Compute compute = (Step.Compute) step;
        String inputs = compute.site().operation().inputs().stream()
                .map(Volume::toString)
                .collect(Collectors.joining(", "));
        long macs = Work.macs(compute.site().operation());
        return inputs + " to " + compute.site().operation().output() + (macs == 0 ? "" : ", " + macs + " MACs") + "; "
                + compute.schedule();
    }
}
