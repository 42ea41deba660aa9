package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.Placement;
import io.github.cnnc.compiler.plan.Placement.Buffer;
import io.github.cnnc.compiler.plan.Schedule;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the emitter of a step, and says what its kernel is given. */
final class Kernels {

    private Kernels() {}

    /** The method bodies of a step's kernel. */
    static List<KernelBody> bodies(Step step, Arithmetic arithmetic, Helpers helpers) {
        if (step instanceof Step.Copy copy) {
            return new CopyEmitter().bodies(copy, arithmetic);
        }
        if (step instanceof Step.FillHalo fill) {
            return new HaloEmitter().bodies(fill, arithmetic);
        }
        Step.Compute compute = (Step.Compute) step;
        return emitter(compute, helpers).bodies(compute, arithmetic);
    }

    private static KernelEmitter<Step.Compute> emitter(Step.Compute step, Helpers helpers) {
        if (step.schedule() instanceof Schedule.StraightLine) {
            return new StraightLineEmitter();
        }
        if (step.schedule() instanceof Schedule.VectorConv) {
            return new VectorConvEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.VectorDense) {
            return new VectorDenseEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.Winograd) {
            return new WinogradEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.VectorWindow) {
            return new VectorWindowEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.VectorLoops) {
            return new VectorLoopsEmitter();
        }
        if (step.schedule() instanceof Schedule.DirectConv) {
            return new DirectConvEmitter();
        }
        if (step.schedule() instanceof Schedule.FilterLanes) {
            return new FilterLanesEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.PixelLanes) {
            return new PixelLanesEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.WinogradLanes) {
            return new WinogradLanesEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.WindowLanes) {
            return new WindowLanesEmitter(helpers);
        }
        if (step.schedule() instanceof Schedule.ChannelLoops) {
            return new ChannelLoopsEmitter();
        }
        if (step.schedule() instanceof Schedule.Depthwise) {
            return new DepthwiseEmitter();
        }
        if (step.schedule() instanceof Schedule.RowDense) {
            return new DenseEmitter();
        }
        if (step.schedule() instanceof Schedule.Pool) {
            return new PoolEmitter();
        }
        if (step.op() instanceof Op.Softmax) {
            return new SoftmaxEmitter();
        }
        if (step.op() instanceof Op.ResponseNorm) {
            return new ResponseNormEmitter();
        }
        if (step.op() instanceof Op.Pad) {
            return new PadEmitter();
        }
        if (step.op() instanceof Op.Upsample) {
            return new UpsampleEmitter();
        }
        if (step.op() instanceof Op.Crop || step.op() instanceof Op.Slice || step.op() instanceof Op.Shuffle) {
            return new RowsEmitter();
        }
        return new ElementwiseEmitter();
    }

    /** The arrays a step reads or writes. */
    static Set<Buffer> buffers(Step step) {
        Set<Buffer> buffers = EnumSet.of(step.output().buffer());
        if (step instanceof Step.Compute compute) {
            compute.inputs().stream().map(Placement::buffer).forEach(buffers::add);
        } else if (step instanceof Step.Copy copy) {
            buffers.add(copy.input().buffer());
        }
        return buffers;
    }

    /** What the kernel calls the step's arrays of weights. */
    static List<String> weightNames(Step step) {
        if (!(step instanceof Step.Compute compute)) {
            return List.of();
        }
        Op op = compute.op();
        List<String> names = new ArrayList<>();
        Optional<Op.Conv> conv = ConvShape.conv(op);
        if (conv.isPresent() || op instanceof Op.Dense) {
            names.add("weight");
        }
        if (conv.isPresent() && conv.get().bias().isPresent()
                || op instanceof Op.Dense dense && dense.bias().isPresent()) {
            names.add("bias");
        }
        if (op instanceof Op.Affine) {
            names.addAll(List.of("scale", "shift"));
        }
        if (op instanceof Op.Activated activated
                && activated.activation().slope().isPresent()) {
            names.add("slope");
        }
        return names;
    }
}
