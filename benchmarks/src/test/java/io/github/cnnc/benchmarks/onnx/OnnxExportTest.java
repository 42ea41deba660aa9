package io.github.cnnc.benchmarks.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.benchmarks.peer.OnnxRuntimeEngine;
import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime computes with the model what ours computes with the text. */
class OnnxExportTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONV(5, 3x3, pad=1)",
                "CONV(5, 3x3, stride=2, round=floor)",
                "CONV(6, 3x1, pad=same, groups=3, bias=false)",
                "CONV(4, 3x3, dilation=2, pad=2, pad_mode=reflect)",
                "CONV(4, 3x3, pad=1, pad_mode=replicate)",
                "CONV(4, 3x3, pad=1) - BN - ReLU",
                "BN - ReLU - CONV(4, 1x1)",
                "POOL(3x3, stride=2, round=ceil)",
                "POOL(3x3, stride=2, pad=1, round=floor)",
                "AVGPOOL(3x3, stride=2, round=ceil)",
                "AVGPOOL(3x3, stride=2, pad=1, round=floor)",
                "GMP",
                "GAP - FC(7) - SOFTMAX",
                "FC(9) - ReLU - FC(4) - SOFTMAX",
                "FC(9) - PReLU - CONV(3, 1x1)",
                "CONV(4, 3x3) - LeakyReLU - CONV(4, 1x1) - ReLU6 - ELU - SELU",
                "GELU - SiLU - HardSigmoid - HardSwish - Softplus - Sigmoid - Tanh - PReLU",
                "LRN(size=3)",
                "PAD(1) - CROP(2)",
                "UPSAMPLE(2)",
                "UPSAMPLE(2, mode=bilinear)",
                "SHUFFLE(3)",
                "{ CONV(4, 3x3, pad=1) | CONV(5, 1x1) | ID } - CONV(3, 1x1)",
                "{ CONV(6, 3x3, pad=1) + ID } - ReLU",
                "{ ID & GAP - FC(3) - ReLU - FC(6) - Sigmoid } - ReLU",
                "FILTER(gaussian_blur)",
                "SOFTMAX",
            })
    void computesWhatOursComputes(String formula) throws Exception {
        Compilation compilation = Cnnc.compile(formula, Options.NONE.input("9x8x6"));
        Weights weights = Weights.random(compilation.network().network().tensors(), 7);
        int batch = 2;
        Task task = new Task(folder, folder, 1, batch);
        OnnxExport.write(FoldedNetwork.of(compilation, weights), batch, task.onnx(), folder.resolve("data"));
        float[] images = images(new Volume(9, 8, 6).size());

        float[] theirs;
        try (OnnxRuntimeEngine engine = new OnnxRuntimeEngine()) {
            engine.load(task);
            engine.run();
            theirs = engine.output();
        }

        int size = theirs.length / batch;
        for (int image = 0; image < batch; image++) {
            float[] in = Arrays.copyOfRange(images, image * images.length / 32, (image + 1) * images.length / 32);
            float[] ours = compilation.load(weights).predict(in);
            assertThat(Arrays.copyOfRange(theirs, image * size, (image + 1) * size))
                    .as(formula)
                    .containsExactly(ours, Offset.offset(2e-5f));
        }
    }

    /** The 32 pictures of a task. */
    private float[] images(int size) throws IOException {
        float[] images = new float[32 * size];
        Random random = new Random(3);
        ByteBuffer bytes = ByteBuffer.allocate(4 * images.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat(-1, 1);
            bytes.putFloat(images[i]);
        }
        Files.write(folder.resolve("normalised.f32"), bytes.array());
        return images;
    }
}
