package io.github.cnnc.compiler.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a network in ONNX Runtime, with one thread and without its rewriting of graphs. */
final class OnnxRuntime {

    private OnnxRuntime() {}

    /** The network's output, CHW. */
    static float[] run(Network network, Weights weights, float[] input) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            List<TensorSpec> specs = network.tensors();
            float[][] arrays = weights.match(specs);
            for (int i = 0; i < arrays.length; i++) {
                long[] shape = specs.get(i).shape().stream().mapToLong(n -> n).toArray();
                inputs.put(
                        specs.get(i).name(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(arrays[i]), shape));
            }
            Volume v = network.volume(0);
            long[] shape = {1, v.depth(), v.height(), v.width()};
            inputs.put(OnnxNetwork.INPUT, OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape));
            try (OrtSession session = environment.createSession(OnnxNetwork.model(network), options);
                    OrtSession.Result result = session.run(inputs)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] out = new float[values.remaining()];
                values.get(out);
                return out;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
