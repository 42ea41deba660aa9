package io.github.cnnc.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.cnnc.benchmarks.Engine;
import io.github.cnnc.benchmarks.FoldedNetwork;
import io.github.cnnc.benchmarks.Task;
import io.github.cnnc.benchmarks.onnx.OnnxExport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime with all of its graph optimisations, sequential execution, and n threads in an operator. Input and output are
 * direct buffers bound once, so that a call copies nothing between Java and native memory.
 */
public final class OnnxRuntimeEngine implements Engine {

    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;
    private FloatBuffer output;

    @Override
    public String version() {
        return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public void prepare(Task task, FoldedNetwork network) throws IOException {
        Path data = task.folder().resolve(task.onnx().getFileName() + ".data");
        OnnxExport.write(network, task.batch(), task.onnx(), data);
    }

    @Override
    public void load(Task task) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(task.threads());
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        session = environment.createSession(task.onnx().toString(), options);
        long[] in = shape(session.getInputInfo().get(OnnxExport.INPUT).getInfo());
        long[] out = shape(session.getOutputInfo().get(OnnxExport.OUTPUT).getInfo());
        FloatBuffer input = direct(in).put(task.normalised()).rewind();
        output = direct(out);
        inputs = Map.of(OnnxExport.INPUT, OnnxTensor.createTensor(environment, input, in));
        outputs = Map.of(OnnxExport.OUTPUT, OnnxTensor.createTensor(environment, output, out));
    }

    private static long[] shape(Object info) {
        return ((TensorInfo) info).getShape();
    }

    private static FloatBuffer direct(long[] shape) {
        int size = 1;
        for (long extent : shape) {
            size = Math.multiplyExact(size, Math.toIntExact(extent));
        }
        return ByteBuffer.allocateDirect(4 * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void run() throws OrtException {
        session.run(inputs, outputs).close();
    }

    @Override
    public float[] output() {
        float[] all = new float[output.capacity()];
        output.duplicate().rewind().get(all);
        return all;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
