package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.Step;
import io.github.cnnc.runtime.generated.KernelVariant;
import io.github.cnnc.runtime.generated.Packing;
import io.github.cnnc.runtime.generated.Tensors;
import io.github.cnnc.runtime.generated.VectorWarmUp;
import io.github.cnnc.runtime.generated.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the nested class that holds the kernels of one plan. */
final class EngineEmitter {

    private final Plan plan;
    private final String name;
    private final List<Part> parts = new ArrayList<>();

    /** For each step the methods of its kernel. */
    private final List<Set<Part.Method>> methods = new ArrayList<>();

    private int weights;

    private EngineEmitter(Plan plan, String name) {
        this.plan = plan;
        this.name = name;
    }

    /**
     * The nested class of a plan.
     *
     * @param taken names it must not have inside
     */
    static TypeSpec emit(Plan plan, String name, List<String> taken) {
        EngineEmitter emitter = new EngineEmitter(plan, name);
        emitter.addParts(taken);
        return emitter.type();
    }

    /** The methods of each step's kernel and the class they are in; see {@link Emitter#methods}. */
    static List<Set<KernelMethod>> methods(Plan plan, String name, List<String> taken) {
        EngineEmitter emitter = new EngineEmitter(plan, name);
        emitter.addParts(taken);
        List<Set<KernelMethod>> methods = new ArrayList<>();
        for (Set<Part.Method> step : emitter.methods) {
            Set<KernelMethod> own = new LinkedHashSet<>();
            for (Part.Method method : step) {
                own.add(new KernelMethod(
                        emitter.parts.size() == 1
                                ? name
                                : name + "$" + method.part().name(),
                        method.name()));
            }
            methods.add(own);
        }
        return methods;
    }

    private void addParts(List<String> taken) {
        Arithmetic arithmetic = new Arithmetic(plan.options().target().fma());
        WeightCode code = new WeightCode(plan.program().tensors());
        NameAllocator partNames = new NameAllocator();
        taken.forEach(partNames::newName);
        SharedKernels shared = SharedKernels.of(plan, arithmetic);
        Map<String, Part.Method> homes = new HashMap<>();
        Part part = new Part(partNames.newName("Part1"), names(), shared, homes);
        parts.add(part);
        if (plan.options().timed()) {
            part.lap(-1);
        }
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (part.isFull()) {
                part = new Part(partNames.newName("Part" + (parts.size() + 1)), names(), shared, homes);
                parts.add(part);
            }
            part.add(step, arithmetic, Comments.of(step), weights, code);
            methods.add(part.methods());
            if (plan.options().timed()) {
                part.lap(i);
            }
            weights += Part.weights(step).size();
        }
    }

    /**
     * The names a kernel must not have: those of the class's own methods and of what it inherits, and the one with which a statement
     * cannot begin (JLS 3.9).
     */
    private static NameAllocator names() {
        NameAllocator names = new NameAllocator();
        for (String taken : List.of(
                "run",
                "pack",
                "in",
                "out",
                "arena",
                "weights",
                "worker",
                "scratch",
                "s",
                "sums",
                "u",
                "to",
                "t",
                "getClass",
                "hashCode",
                "equals",
                "clone",
                "toString",
                "notify",
                "notifyAll",
                "wait",
                "finalize",
                "yield")) {
            names.newName(taken);
        }
        return names;
    }

    private TypeSpec type() {
        int lanes = plan.options().target().vectorWidth();
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("The kernels $L.\n", lanes == 1 ? "in plain Java" : "for vectors of " + lanes + " floats")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(KernelVariant.class)
                .addField(float[][][].class, "weights", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor());
        if (parts.size() == 1) {
            type.addMethod(run(parts.get(0).run()));
            type.addMethod(parts.get(0).packMethod());
            parts.get(0).addKernels(type, Modifier.PRIVATE);
            return type.build();
        }
        return nested(type);
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(Tensors.class, "t")
                .addStatement(
                        "super($L, $L, $L, $T.runs($L))",
                        plan.alone(),
                        plan.arenaFloats(),
                        plan.scratchFloats(),
                        Packing.class,
                        runs(plan.scratchRows()));
        String widths = widths();
        if (widths.isEmpty()) {
            return constructor.addCode(packing()).build();
        }
        return constructor
                .addStatement("$1T warmUp = $1T.begin($2L)", VectorWarmUp.class, widths)
                .addCode(packing())
                .addStatement("warmUp.await()")
                .build();
    }

    /** For each run of equal numbers its length and the number: a wide picture has thousands of short arrays, of few sizes. */
    private static String runs(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || !numbers.get(i).equals(numbers.get(from))) {
                runs.add((i - from) + ", " + numbers.get(from));
                from = i;
            }
        }
        return String.join(", ", runs);
    }

    private CodeBlock packing() {
        return CodeBlock.builder()
                .addStatement("weights = new float[$L][][]", weights)
                .addStatement("pack(t, weights)")
                .build();
    }

    /** The widths of the vectors that kernels use, the narrowest first. */
    private String widths() {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.Compute compute
                        ? compute.schedule().vectorWidths().stream()
                        : Stream.empty())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** Parts as nested classes, and the calls to them. */
    private TypeSpec nested(TypeSpec.Builder type) {
        CodeBlock.Builder run = CodeBlock.builder();
        CodeBlock.Builder pack = CodeBlock.builder();
        for (Part part : parts) {
            run.addStatement("$L.run(in, out, arena, weights, worker)", part.name());
            pack.addStatement("$L.pack(t, weights)", part.name());
            type.addType(part.nested());
        }
        return type.addMethod(run(run.build()))
                .addMethod(MethodSpec.methodBuilder("pack")
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .addParameter(Tensors.class, "t")
                        .addParameter(float[][][].class, "weights")
                        .addCode(pack.build())
                        .build())
                .build();
    }

    private static MethodSpec run(CodeBlock calls) {
        return MethodSpec.methodBuilder("run")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(float[].class, "in")
                .addParameter(float[].class, "out")
                .addParameter(float[].class, "arena")
                .addParameter(Worker.class, "worker")
                .addCode(calls)
                .build();
    }
}
