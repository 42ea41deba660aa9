package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import io.github.cnnc.compiler.plan.Packed;
import io.github.cnnc.compiler.plan.Placement.Buffer;
import io.github.cnnc.compiler.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * The kernels of some consecutive steps, the calls that run them, and the statements that make their weights. A short
 * network is one part, inside the class itself; a long one has nested classes, so that neither a method nor a constant
 * pool grows with it.
 */
final class Part {

    /** Calls in one part: at some 20 bytes each, with their weights, well below the limit of a method. */
    static final int CALLS = 128;

    private final NameAllocator names;
    private final Map<String, Kernel> kernels = new LinkedHashMap<>();
    private final CodeBlock.Builder run = CodeBlock.builder();
    private final CodeBlock.Builder pack = CodeBlock.builder();
    private int calls;

    /** @param names every name that is taken in the class the part becomes; kernels take more */
    Part(NameAllocator names) {
        this.names = names;
    }

    /** One method, shared by the steps that would have the same. */
    private record Kernel(String name, List<String> parameters, CodeBlock body, List<String> comments) {}

    /** Whether a step of so many calls belongs to the next part. */
    boolean isFullFor(int more) {
        return calls > 0 && calls + more > CALLS;
    }

    /**
     * Adds a step.
     *
     * @param firstWeight the index of the step's first array in the field {@code weights}
     */
    void add(Step step, List<CodeBlock> bodies, String comment, int firstWeight, WeightCode code) {
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Buffer buffer : Kernels.buffers(step)) {
            parameters.add(buffer.array());
            arguments.add(buffer.array());
        }
        List<String> weights = Kernels.weightNames(step);
        for (int i = 0; i < weights.size(); i++) {
            parameters.add(weights.get(i));
            arguments.add("weights[" + (firstWeight + i) + "]");
            Packed packed = ((Step.Compute) step).weights().get(i);
            pack.addStatement("weights[$L] = $L", firstWeight + i, code.of(packed));
        }
        for (CodeBlock body : bodies) {
            Kernel kernel = kernels.computeIfAbsent(
                    parameters + "\n" + body,
                    key -> new Kernel(names.newName(name(step)), parameters, body, new ArrayList<>()));
            kernel.comments().add(comment);
            run.addStatement("$L($L)", kernel.name(), String.join(", ", arguments));
            calls++;
        }
    }

    private static String name(Step step) {
        String layer = step.site().layer();
        if (step instanceof Step.Copy) {
            return layer + "Copy";
        }
        return step instanceof Step.FillHalo ? layer + "Halo" : layer;
    }

    CodeBlock run() {
        return run.build();
    }

    CodeBlock pack() {
        return pack.build();
    }

    void addKernels(TypeSpec.Builder type) {
        for (Kernel kernel : kernels.values()) {
            MethodSpec.Builder method = MethodSpec.methodBuilder(kernel.name())
                    .addJavadoc("$L", String.join("\n<p>Also\n", kernel.comments()))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addCode(kernel.body());
            kernel.parameters().forEach(parameter -> method.addParameter(float[].class, parameter));
            type.addMethod(method.build());
        }
    }

    /** The part as a nested class with {@code run} and {@code pack}. */
    TypeSpec nested(String name) {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
        type.addMethod(MethodSpec.methodBuilder("run")
                .addModifiers(Modifier.STATIC)
                .addParameter(float[].class, "in")
                .addParameter(float[].class, "out")
                .addParameter(float[].class, "arena")
                .addParameter(float[][].class, "weights")
                .addCode(run())
                .build());
        type.addMethod(packMethod());
        addKernels(type);
        return type.build();
    }

    /** {@code static void pack(float[][] t, float[][] weights)}. */
    MethodSpec packMethod() {
        return MethodSpec.methodBuilder("pack")
                .addModifiers(Modifier.STATIC)
                .addParameter(float[][].class, "t")
                .addParameter(float[][].class, "weights")
                .addCode(pack())
                .build();
    }
}
