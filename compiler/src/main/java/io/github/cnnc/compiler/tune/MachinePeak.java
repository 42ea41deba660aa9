package io.github.cnnc.compiler.tune;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Op;
import io.github.cnnc.compiler.ir.Operation;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Provenance;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.compiler.plan.Choice;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one thread of this machine can do at most, measured with generated code: multiply-adds in a 1x1 convolution whose
 * register tile reads from the first-level cache, reading in a matrix by a vector. Each is measured when it is first asked for.
 */
public final class MachinePeak {

    /** Schedules of the convolution that are tried. */
    private static final int TRIED = 8;

    /** Sizes of memory that are read, bytes: of the first, second and third level of caches, and beyond. */
    private static final long[] SIZES = {16 << 10, 512 << 10, 8 << 20, 256 << 20};

    /** Floats in a row of the matrix. */
    private static final int ROW = 2048;

    private static final Provenance PROVENANCE = new Provenance("peak", "", "");

    private final PlanOptions options;
    private double gflops;
    private final Map<Long, Double> gigabytes = new HashMap<>();

    /** @param lanes floats in the widest vector that the machine has */
    public MachinePeak(int lanes) {
        this.options = PlanOptions.DEFAULT.withVectorWidth(lanes);
    }

    /** Billions of floating-point operations a second; a multiply-add is two. */
    public double gflops() {
        if (gflops == 0) {
            Volume volume = new Volume(12, 8, 64);
            Param weight = new Param.Stored(TensorSpec.of("weight", 64, 64, 1, 1));
            Window window = new Window(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
            Op conv =
                    new Op.Conv(1, 2, window, PadMode.ZEROS, 1, weight, Optional.empty(), Activation.NONE, PROVENANCE);
            gflops = 2.0 * volume.size() * 64 / nanos(conv, volume, volume, TRIED);
        }
        return gflops;
    }

    /** Billions of bytes a second that are read of memory of about this size. */
    public double gigabytes(long bytes) {
        long size = SIZES[SIZES.length - 1];
        for (int i = SIZES.length - 1; i >= 0; i--) {
            size = SIZES[i] >= bytes ? SIZES[i] : size;
        }
        return gigabytes.computeIfAbsent(size, this::measured);
    }

    private double measured(long bytes) {
        int units = (int) (bytes / (4 * ROW));
        Param weight = new Param.Stored(TensorSpec.of("weight", units, ROW));
        Op dense = new Op.Dense(1, 2, weight, Optional.empty(), Activation.NONE, PROVENANCE);
        return (double) bytes / nanos(dense, new Volume(1, 1, ROW), new Volume(1, 1, units), 1);
    }

    /** The least time of the cheapest schedules of an operation from value 1 to value 2. */
    private long nanos(Op op, Volume in, Volume out, int tried) {
        InputFormat format = new InputFormat(in, InputFormat.Channels.NONE);
        Program network = new Program("Peak", format, List.of(in, in, out), List.of(op), 2, List.of(), List.of());
        Program single = SingleOperation.of(op, network).orElseThrow();
        List<Contender> contenders = Choice.estimates(Operation.of(op, network), options.target()).stream()
                .limit(tried)
                .map(estimate -> GeneratedContender.operation(op, single, options, estimate.schedule()))
                .toList();
        return Math.max(1, Arrays.stream(Race.together(contenders)).min().orElse(1));
    }
}
