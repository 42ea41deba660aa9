package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import io.github.cnnc.compiler.codegen.Arguments;
import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.Helpers;
import io.github.cnnc.compiler.codegen.WorkSplit;
import io.github.cnnc.compiler.kernel.KernelBody;
import io.github.cnnc.compiler.kernel.KernelContext;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.generated.Tensors;
import io.github.cnnc.runtime.generated.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * The kernels of some consecutive steps, the calls that run them, and the statements that make their weights. A short
 * network is one part, inside the class itself; a long one has nested classes, so that neither a method nor a constant
 * pool grows with it.
 */
final class Part implements Helpers {

    /** Calls after which a part is full. Each takes some 95 bytes, with its weights. */
    static final int CALLS = 40;

    /** Methods of one step that are called in a row. */
    private static final int GROUP = 16;

    /**
     * Undivided methods after which a part is full, which only straight-line code has before its calls are as many: each has up to
     * some 700 constants, and a class file 65,535.
     */
    private static final int UNDIVIDED = 48;

    private final String name;
    private final NameAllocator names;
    private final SharedKernels shared;
    private final Map<String, Method> homes;
    private final Map<String, KernelCode> kernels = new LinkedHashMap<>();
    private final CodeBlock.Builder run = CodeBlock.builder();
    private final CodeBlock.Builder pack = CodeBlock.builder();
    private final Set<Method> methods = new LinkedHashSet<>();
    private int calls;
    private int undivided;

    /**
     * An empty part.
     *
     * @param name the class it becomes if there are others
     * @param names every name that is taken in that class; kernels take more
     * @param homes where the kernels are that layers of several parts share; those that it has first are added
     */
    Part(String name, NameAllocator names, SharedKernels shared, Map<String, Method> homes) {
        this.name = name;
        this.names = names;
        this.shared = shared;
        this.homes = homes;
    }

    /** A method of a part. */
    record Method(Part part, String name) {}

    /** The class it becomes if there are others. */
    String name() {
        return name;
    }

    /** One method, shared by the steps that would have the same. */
    private record KernelCode(String name, List<String> parameters, Code body, List<String> comments) {}

    /** Whether the next step belongs to the next part. */
    boolean isFull() {
        return calls >= CALLS || undivided >= UNDIVIDED;
    }

    /**
     * Adds a step.
     *
     * @param firstWeight the index of the step's first array in the field {@code weights}
     */
    void add(Step step, Arithmetic arithmetic, String comment, int firstWeight, WeightCode code) {
        methods.clear();
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Buffer buffer : Kernel.buffers(step)) {
            parameters.add("float[] " + buffer.array());
            arguments.add(buffer.array());
        }
        List<PackedWeight> weights = weights(step);
        for (int i = 0; i < weights.size(); i++) {
            PackedWeight packed = weights.get(i);
            boolean rows = packed.packing().rows();
            parameters.add(
                    (rows ? "float[][] " : "float[] ") + packed.weight().role().array());
            arguments.add("weights[" + (firstWeight + i) + "]" + (rows ? "" : "[0]"));
            pack.addStatement("weights[$L] = $L", firstWeight + i, code.of(packed));
        }
        if (step instanceof Step.Compute compute && compute.site().scratch().isPresent()) {
            BufferView scratch = compute.site().scratch().get();
            boolean common = scratch.buffer() == Buffer.ARENA;
            parameters.add("float[] " + Buffer.SCRATCH.array());
            parameters.add("int s");
            arguments.add(common ? Buffer.ARENA.array() : "worker.scratch(arena)");
            arguments.add(common ? String.valueOf(scratch.offset()) : "worker.scratchOffset(" + scratch.offset() + ")");
        }
        if (step instanceof Step.Compute compute && !compute.scratchRows().isEmpty()) {
            parameters.add("float[][] sums");
            arguments.add("worker.scratchRows()");
        }
        List<String> whole = new ArrayList<>();
        for (KernelBody body : Kernel.bodies(step, new KernelContext(arithmetic, this))) {
            if (body.isWhole()) {
                whole.add(method(name(step), parameters, body.code(), comment));
            } else {
                divided(step, parameters, arguments, body, comment);
            }
        }
        undivided += whole.size();
        for (String name : grouped(name(step), parameters, whole)) {
            run.beginControlFlow("if (worker.first())");
            call(name, arguments, 1);
        }
    }

    /** The arrays of weights that a step's kernel is given. */
    static List<PackedWeight> weights(Step step) {
        return step instanceof Step.Compute compute ? compute.weights() : List.of();
    }

    /** Adds a body of which every worker does some split. */
    private void divided(Step step, List<String> parameters, List<String> arguments, KernelBody body, String comment) {
        List<String> all = new ArrayList<>(parameters);
        all.add("int u");
        List<String> values = new ArrayList<>(arguments);
        values.add("u");
        WorkSplit split = body.split();
        boolean grid = split.tiles() > 1;
        String share = split.rows() + ", " + split.rowRun();
        if (grid) {
            share += ", " + split.tiles() + ", " + split.tileRun();
            run.beginControlFlow("for (int pass = 0; pass < worker.passes($L); pass++)", share);
            share += ", pass";
        }
        run.beginControlFlow("for (int u = worker.begin($L), to = worker.end($L); u < to; u++)", share, share);
        call(method(name(step), all, body.code(), comment), values, grid ? 2 : 1);
    }

    /** Adds a call of a kernel, within some control flows that it ends. */
    private void call(String name, List<String> arguments, int flows) {
        run.addStatement("$L($L)", name, String.join(", ", arguments));
        for (int i = 0; i < flows; i++) {
            run.endControlFlow();
        }
        run.addStatement("worker.sync()");
        calls++;
    }

    /** The methods, or if they are many, ones that call some of them each. */
    private List<String> grouped(String suggestion, List<String> parameters, List<String> names) {
        if (names.size() <= GROUP) {
            return names;
        }
        String arguments =
                parameters.stream().map(p -> p.substring(p.indexOf(' ') + 1)).collect(Collectors.joining(", "));
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < names.size(); from += GROUP) {
            Code calls = new Code();
            for (String name : names.subList(from, Math.min(names.size(), from + GROUP))) {
                calls.line("%s(%s)", name, arguments);
            }
            groups.add(method(suggestion, parameters, calls));
        }
        return groups;
    }

    /** Adds a call that counts the time of the step just added; before the first, -1. */
    void lap(int step) {
        run.addStatement("worker.timeStep($L)", step);
    }

    @Override
    public String method(String suggestion, List<String> parameters, Code body) {
        return method(suggestion, parameters, body, "");
    }

    private String method(String suggestion, List<String> parameters, Code body, String comment) {
        return method(suggestion, parameters, body, body.text(), comment);
    }

    /** @param text what tells the body from others */
    private String method(String suggestion, List<String> parameters, Code body, String text, String comment) {
        KernelCode kernel = kernels.computeIfAbsent(
                parameters + "\n" + text,
                key -> new KernelCode(names.newName(suggestion), List.copyOf(parameters), body, new ArrayList<>()));
        if (!comment.isEmpty()) {
            kernel.comments().add(comment);
        }
        methods.add(new Method(this, kernel.name()));
        return kernel.name();
    }

    @Override
    public String call(String suggestion, Arguments arguments, Code body) {
        Set<String> varying = shared.varying(arguments, body);
        List<String> parameters = new ArrayList<>(arguments.parameters());
        List<String> values = new ArrayList<>(arguments.values());
        Code constants = new Code();
        arguments.sizes().forEach((size, value) -> {
            if (varying.contains(size)) {
                parameters.add("int " + size);
                values.add(value.toString());
            } else {
                constants.line("int %s = %d", size, value);
            }
        });
        String text = constants.text() + body.text();
        Method method = homes.get(parameters + "\n" + text);
        if (method == null) {
            method = new Method(this, method(suggestion, parameters, constants.add(body), text, ""));
            homes.put(parameters + "\n" + text, method);
        }
        methods.add(method);
        return (method.part() == this ? "" : method.part().name() + ".") + method.name() + "("
                + String.join(", ", values) + ")";
    }

    /** The methods of the step just added, those shared with other steps among them. */
    Set<Method> methods() {
        return new LinkedHashSet<>(methods);
    }

    private static String name(Step step) {
        String layer = step.provenance().layer();
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

    /** @param access PRIVATE, or nothing where other parts may call */
    void addKernels(TypeSpec.Builder type, Modifier... access) {
        for (KernelCode kernel : kernels.values()) {
            MethodSpec.Builder method = MethodSpec.methodBuilder(kernel.name())
                    .addModifiers(access)
                    .addModifiers(Modifier.STATIC)
                    .addCode(CodePrinter.print(kernel.body()));
            if (!kernel.comments().isEmpty()) {
                method.addJavadoc("$L", String.join("\n<p>Also\n", kernel.comments()));
            }
            for (String parameter : kernel.parameters()) {
                int space = parameter.indexOf(' ');
                method.addParameter(type(parameter.substring(0, space)), parameter.substring(space + 1));
            }
            type.addMethod(method.build());
        }
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "float" -> float.class;
            case "int" -> int.class;
            case "float[]" -> float[].class;
            case "float[][]" -> float[][].class;
            default -> throw new IllegalArgumentException("no kernel takes a " + name);
        };
    }

    /** The part as a nested class with {@code run} and {@code pack}. */
    TypeSpec nested() {
        TypeSpec.Builder type =
                TypeSpec.classBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
        type.addMethod(MethodSpec.methodBuilder("run")
                .addModifiers(Modifier.STATIC)
                .addParameter(float[].class, "in")
                .addParameter(float[].class, "out")
                .addParameter(float[].class, "arena")
                .addParameter(float[][][].class, "weights")
                .addParameter(Worker.class, "worker")
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
                .addParameter(Tensors.class, "t")
                .addParameter(float[][][].class, "weights")
                .addCode(pack())
                .build();
    }
}
