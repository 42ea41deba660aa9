package io.github.cnnc.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Primitives with their arguments in the order in which they run. oneDNN's C functions run them: they take arrays made once. */
final class OneDnnSteps {

    private record Step(dnnl_primitive primitive, int count, dnnl_exec_arg_t arguments) {}

    private final engine engine = new engine(org.bytedeco.dnnl.engine.kind.cpu, 0);
    private final stream stream = new stream(engine);
    private final dnnl_stream handle = stream.get();
    private final List<Step> steps = new ArrayList<>();

    /** What the steps use: JavaCPP frees what no Java object refers to. */
    private final List<Pointer> used = new ArrayList<>();

    /** The processor. */
    engine engine() {
        return engine;
    }

    /** Adds a step. */
    void add(primitive primitive, Argument... arguments) {
        dnnl_exec_arg_t all = new dnnl_exec_arg_t(arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            all.getPointer(i).arg(arguments[i].index).memory(arguments[i].memory.get());
            used.add(arguments[i].memory);
        }
        used.add(primitive);
        steps.add(new Step(primitive.get(), arguments.length, all));
    }

    /** What a primitive reads or writes; the index is one of oneDNN's DNNL_ARG numbers. */
    record Argument(int index, memory memory) {}

    /** Runs all steps. */
    void run() {
        for (Step step : steps) {
            int status = dnnl.dnnl_primitive_execute(step.primitive, handle, step.count, step.arguments);
            if (status != dnnl.dnnl_success) {
                throw new IllegalStateException("oneDNN's status " + status);
            }
        }
        stream._wait();
    }

    // -- memory -----------------------------------------------------------------------------------------------------

    /** Memory without content. */
    memory memory(memory.desc layout) {
        return new memory(layout, engine);
    }

    /** Memory with numbers. */
    memory memory(memory.desc layout, float[] elements) {
        memory memory = memory(layout);
        new FloatPointer(memory.get_data_handle()).put(elements);
        return memory;
    }

    /** The same numbers in another layout, now and not when the steps run. */
    memory reordered(memory memory, memory.desc layout) {
        if (memory.get_desc().equals(layout)) {
            return memory;
        }
        memory other = memory(layout);
        new reorder(memory, other).execute(stream, memory, other);
        stream._wait();
        return other;
    }

    /** Adds a step that brings numbers into another layout. */
    memory reorder(memory memory, memory.desc layout) {
        if (memory.get_desc().equals(layout)) {
            return memory;
        }
        memory other = memory(layout);
        add(
                new reorder(memory, other),
                new Argument(dnnl.DNNL_ARG_FROM, memory),
                new Argument(dnnl.DNNL_ARG_TO, other));
        return other;
    }

    /** The numbers in memory. */
    static float[] elements(memory memory, int count) {
        float[] elements = new float[count];
        new FloatPointer(memory.get_data_handle()).get(elements);
        return elements;
    }
}
