package io.github.cnnc.compiler.kernel.dense;

import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.kernel.Family;
import io.github.cnnc.compiler.kernel.Schedule;
import io.github.cnnc.compiler.machine.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fully connected layers as the product of a matrix, row by row, and a vector. */
public final class DenseFamily implements Family {

    private static final int[] ROWS = {1, 2, 3, 4, 6, 8};
    private static final int[] VECTOR_ROWS = {1, 4, 8};

    @Override
    public List<Schedule> candidates(Operation operation, Target target) {
        List<Schedule> all = new ArrayList<>();
        if (target.hasVectors()) {
            for (int rows : VECTOR_ROWS) {
                all.add(new VectorDense(target.vectorWidth(), rows));
            }
        }
        for (int rows : ROWS) {
            all.add(new RowDense(rows));
        }
        return all;
    }

    /** Why so many rows of a matrix cannot be computed at a time. */
    static Optional<String> whyNot(int rows, Operation operation) {
        int units = operation.output().size();
        return rows > units
                ? Optional.of("a tile of " + rows + " rows is more than the " + units + " units")
                : Optional.empty();
    }

    @Override
    public Set<Class<? extends Schedule>> schedules() {
        return Set.of(RowDense.class, VectorDense.class);
    }
}
