package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.kernel.LayoutNeed;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.layout.Halo;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/** Where the schedules of windows over single channels are legal. */
final class WindowLimits {

    /** Taps up to which a window is unrolled. */
    static final int UNROLLED = 25;

    private WindowLimits() {}

    /** Why an operation is no window over each channel by itself whose rows are read as they lie. */
    static Optional<String> whyNot(Operation operation) {
        Volume in = operation.input();
        Volume out = operation.output();
        if (operation.op() instanceof Op.Conv conv && (conv.groups() != in.depth() || out.depth() != in.depth())) {
            return Optional.of("each filter is not of a channel of its own");
        }
        Window w = operation.window().orElseThrow();
        if (operation.op() instanceof Op.MaxPool
                && !Halo.reach(w, in, out).isNone()
                && (w.dilationWidth() > 1 || w.dilationHeight() > 1)) {
            return Optional.of("a dilated window that reaches out has no tap at the edge");
        }
        return Optional.empty();
    }

    /** What depthwise convolution and average pooling need of their input: a halo of zeros or of what the convolution pads with. */
    static LayoutNeed need(Operation operation, LayoutNeed own) {
        PadMode mode = operation.op() instanceof Op.Conv conv ? conv.padMode() : PadMode.ZEROS;
        return operation.op() instanceof Op.MaxPool
                ? own
                : own.withHalo(mode, operation.window().orElseThrow(), operation.input(), operation.output());
    }

    /** Whether all taps of a window are written one by one. */
    static boolean isUnrolled(Window window) {
        return (long) window.kernelWidth() * window.kernelHeight() <= UNROLLED;
    }
}
