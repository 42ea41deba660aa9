package io.github.cnnc.compiler.kernel.winograd;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.runtime.Volume;
import java.util.Optional;

/** Where Winograd's minimal filtering applies. */
final class WinogradLimits {

    /** Floats of scratch that a block of tiles may take: 16 MiB. */
    static final int SCRATCH = 4 << 20;

    private WinogradLimits() {}

    /** Why a convolution cannot be computed in tiles of {@code outputs} x {@code outputs}. */
    static Optional<String> whyNot(Op.Conv conv, int outputs) {
        Window w = conv.window();
        int side = outputs + w.kernelWidth() - 1;
        if (w.kernelWidth() != w.kernelHeight() || w.kernelWidth() < 2 || side != 4 && side != 6) {
            return Optional.of("a kernel of " + w.kernelWidth() + "x" + w.kernelHeight() + " has no tiles of " + outputs
                    + "x" + outputs + " outputs");
        }
        if (w.strideWidth() > 1 || w.strideHeight() > 1 || w.dilationWidth() > 1 || w.dilationHeight() > 1) {
            return Optional.of("only windows that move by one pixel and have no gaps overlap as it needs");
        }
        return conv.groups() > 1 ? Optional.of("it has no groups") : Optional.empty();
    }

    /** Why a volume is too small for such tiles. */
    static Optional<String> whyNot(Volume out, int outputs) {
        return outputs > out.width() || outputs > out.height()
                ? Optional.of("a tile of " + outputs + "x" + outputs + " outputs is more than the " + out.width() + "x"
                        + out.height())
                : Optional.empty();
    }
}
