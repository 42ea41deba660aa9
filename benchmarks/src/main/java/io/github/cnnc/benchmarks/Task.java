package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What an engine is asked to run.
 *
 * @param network the .cnn file
 * @param folder where {@link Workbench} has put weights, inputs and models
 * @param threads how many threads may compute
 * @param batch images at once
 */
public record Task(Path network, Path folder, int threads, int batch) {

    /** The weights, safetensors. */
    public Path weights() {
        return folder.resolve("weights.safetensors");
    }

    /** The ONNX model for this batch. */
    public Path onnx() {
        return folder.resolve("batch" + batch + ".onnx");
    }

    /** The pixels as they are, image after image, CHW. */
    public float[] pixels() throws IOException {
        return read("pixels.f32");
    }

    /** The pixels as {@code input} of the .cnn file normalises them, image after image, CHW. */
    public float[] normalised() throws IOException {
        return read("normalised.f32");
    }

    /** The network for engines that build it themselves. */
    public FoldedNetwork folded() throws IOException {
        return FoldedNetwork.of(Cnnc.compile(network), Weights.read(weights()));
    }

    private float[] read(String name) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(name))) {
            FloatBuffer all = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] images = new float[all.capacity() / Workbench.IMAGES * batch];
            all.get(images);
            return images;
        }
    }
}
