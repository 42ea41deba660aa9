package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.layout.Layout;
import io.github.cnnc.compiler.layout.Layout.Order;
import io.github.cnnc.compiler.machine.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an operation's loops run: a record of numbers in the package of its family, which answers what planning and emitting ask. Asked only
 * of operations for which its family has such candidates.
 */
public interface Schedule {

    /** The order in which it writes. */
    Order order();

    /** Why it is illegal for an operation; empty where it is legal. */
    Optional<String> whyNot(Operation operation, Target target);

    /** Estimated cycles where it is legal; next to the largest double where it is not to be used unless asked for. */
    double cycles(Operation operation, Target target);

    /** What it asks of the layout of the operation's input that is the {@code position}-th. */
    LayoutNeed need(Operation operation, int position);

    /** How each of the operation's arrays of weights is arranged, in their order. */
    List<WeightPacking> packings(Operation operation, Layout in);

    /** The kernel: one body after the other. */
    List<KernelBody> bodies(KernelSite site, KernelContext context);

    /** The channels that each pixel it writes must have room for. */
    default int channelPadding() {
        return 1;
    }

    /** Floats in each kind of vector that its kernel uses; none in plain Java. */
    default Set<Integer> vectorWidths() {
        return Set.of();
    }

    /** The floats of each of the short arrays in which its kernel computes. */
    default List<Integer> scratchRows(Operation operation) {
        return List.of();
    }

    /** The memory that its kernel has to itself while it runs. */
    default Optional<Scratch> scratch(Operation operation) {
        return Optional.empty();
    }

    /**
     * Memory of a kernel while it runs.
     *
     * @param common whether threads have it in common; each has its own otherwise
     */
    record Scratch(int floats, boolean common) {}
}
