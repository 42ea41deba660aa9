package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Prepares what all engines run: weights and pictures from a seed, and the models of the same network. */
final class Workbench {

    /** How many pictures there are: the largest batch. */
    static final int IMAGES = 32;

    private static final long SEED = 1;

    private Workbench() {}

    /** Fills the task's folder. */
    static void prepare(Task task, List<Peer> peers) throws IOException {
        Files.createDirectories(task.folder());
        Compilation compilation = Cnnc.compile(task.network());
        pictures(compilation.network().network().input(), task.folder());
        Weights weights = SeededWeights.of(compilation, new Task(task.network(), task.folder(), 1, 1).pixels());
        weights.write(task.weights());
        FoldedNetwork network = FoldedNetwork.of(compilation, weights);
        for (Peer peer : peers) {
            Engine.of(peer.engine()).prepare(task, network);
        }
    }

    /** Pixels 0 to 255; where the network takes none, numbers from -1 to 1. */
    private static void pictures(InputSpec input, Path folder) throws IOException {
        Volume volume = input.format().volume();
        SplittableRandom random = new SplittableRandom(SEED);
        try (DataOutputStream pixels = stream(folder.resolve("pixels.f32"));
                DataOutputStream normalised = stream(folder.resolve("normalised.f32"))) {
            for (int i = 0; i < IMAGES * volume.size(); i++) {
                int channel = i % volume.size() / (volume.width() * volume.height());
                float pixel = input.isPlain() ? (float) random.nextDouble(-1, 1) : random.nextInt(256);
                double ready = (pixel * input.scale() - input.mean(channel)) / input.std(channel);
                write(pixels, pixel);
                write(normalised, (float) ready);
            }
        }
    }

    private static DataOutputStream stream(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    private static void write(DataOutputStream out, float value) throws IOException {
        out.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
    }
}
