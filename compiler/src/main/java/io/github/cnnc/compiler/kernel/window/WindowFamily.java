package io.github.cnnc.compiler.kernel.window;

import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Windows over each channel by itself: depthwise convolution, constant stencils, pooling. */
public final class WindowFamily implements Family {

    private static final int[] VECTOR_COLUMNS = {1, 2, 4};
    private static final int[] LOOP_COLUMNS = {1, 2, 4, 7, 8, 14, 16};
    private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] TAPS = {9, 25};

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        List<Schedule> all = new ArrayList<>();
        boolean stencil = operation.op() instanceof Op.Stencil;
        if (!stencil) {
            channels(operation, target, all);
        }
        if (stencil || operation.op() instanceof Op.Conv) {
            for (int columns : COLUMNS) {
                for (int taps : TAPS) {
                    all.add(new Depthwise(columns, taps));
                }
            }
        } else {
            all.add(new Pool(true));
            all.add(new Pool(false));
        }
        return all;
    }

    private static void channels(Operation operation, Target target, List<Schedule> all) {
        if (target.hasVectors()) {
            int width = target.widthFor(operation.output().depth());
            for (int columns : VECTOR_COLUMNS) {
                all.add(new VectorWindow(width, columns));
            }
            return;
        }
        for (int columns : LOOP_COLUMNS) {
            all.add(new WindowLoops(1, columns));
            all.add(new WindowLoops(2, columns));
        }
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(VectorWindow.class, WindowLoops.class, Depthwise.class, Pool.class);
    }
}
