package io.github.cnnc.benchmarks.peer;

import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.runtime.Volume;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** TensorFlow's Java API with a frozen graph; the input tensor is made once, in the graph's layout. */
public final class TensorFlowEngine implements Engine {

    private Session session;
    private TFloat32 input;

    @Override
    public String version() {
        return "TensorFlow " + TensorFlow.version();
    }

    private static Path file(Task task) {
        return task.folder().resolve("batch" + task.batch() + ".pb");
    }

    @Override
    public void prepare(Task task, FoldedNetwork network) throws IOException {
        TensorFlowExport.write(network, task.batch(), file(task));
    }

    @Override
    public void load(Task task) throws IOException {
        Graph graph = new Graph();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(task)))) {
            graph.importGraphDef(GraphDef.parseFrom(in));
        }
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(task.threads())
                        .setInterOpParallelismThreads(1)
                        .build());
        Volume v = Cnnc.compile(task.network()).network().network().volume(0);
        input = TFloat32.tensorOf(
                Shape.of(task.batch(), v.height(), v.width(), v.depth()), DataBuffers.of(turned(task.normalised(), v)));
    }

    private static FloatBuffer turned(float[] chw, Volume v) {
        float[] hwc = new float[chw.length];
        int plane = v.width() * v.height();
        for (int i = 0; i < chw.length; i++) {
            int image = i / v.size();
            int channel = i % v.size() / plane;
            hwc[image * v.size() + i % plane * v.depth() + channel] = chw[i];
        }
        return FloatBuffer.wrap(hwc);
    }

    @Override
    public void run() {
        forward().close();
    }

    private Result forward() {
        return session.runner()
                .feed(TensorFlowExport.INPUT, input)
                .fetch(TensorFlowExport.OUTPUT)
                .run();
    }

    @Override
    public float[] output() {
        try (Result result = forward()) {
            TFloat32 output = (TFloat32) result.get(0);
            float[] all = new float[Math.toIntExact(output.size())];
            output.asRawTensor().data().asFloats().read(all);
            return all;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
