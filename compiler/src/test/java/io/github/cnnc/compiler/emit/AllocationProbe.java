package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** A program that prints how many bytes a call of {@code predict} allocates, the workers' among them, when all is compiled. */
final class AllocationProbe {

    private static final String TEXT =
            "input 12x12x1 layers CONV(4, 5x5, pad=2)-ReLU-POOL-CONV(6, 3x3, pad=1)-ReLU-FC(3)-SOFTMAX";

    /** Multiply-accumulates a round, about. */
    private static final long WORK = 10_000_000_000L;

    private AllocationProbe() {}

    /** @param arguments lanes, workers, and a file if it is not the network above */
    public static void main(String[] arguments) {
        Options options = Options.NONE.lanes(Integer.parseInt(arguments[0]));
        Compilation compilation =
                arguments.length > 2 ? Cnnc.compile(Path.of(arguments[2]), options) : Cnnc.compile(TEXT, options);
        long macs = compilation.network().rows().stream()
                .mapToLong(row -> row.macs())
                .sum();
        long calls = Math.max(1, Math.min(500, WORK / macs));
        int workers = Integer.parseInt(arguments[1]);
        Model model =
                compilation.load(Weights.random(compilation.network().network().tensors(), 1));
        float[] in = new float[model.input().volume().size()];
        float[] out = new float[model.output().size()];
        try (Workspace workspace = model.newWorkspace(workers)) {
            model.predict(in, out, workspace);
            long[] threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            thread == Thread.currentThread() || thread.getName().startsWith("cnnc-worker"))
                    .mapToLong(Thread::getId)
                    .toArray();
            if (threads.length != workers) {
                throw new IllegalStateException(threads.length + " threads of " + workers);
            }
            long fewest = Long.MAX_VALUE;
            for (int round = 0; round < 400 && fewest > 0; round++) {
                // Asking allocates, too.
                long asked = bytes(threads);
                long before = bytes(threads);
                for (int i = 0; i < calls; i++) {
                    model.predict(in, out, workspace);
                }
                fewest = Math.min(fewest, bytes(threads) - before - (before - asked));
            }
            System.out.println(fewest / calls);
        }
    }

    private static long bytes(long[] threads) {
        var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (long thread : threads) {
            bytes += bean.getThreadAllocatedBytes(thread);
        }
        return bytes;
    }
}
