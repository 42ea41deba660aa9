package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.codegen.Literals;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.kernel.PackedWeight;
import io.github.cnnc.compiler.kernel.WeightPacking;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.generated.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The expressions that make a kernel's arrays from the stored tensors, {@code t.get(i)}, when a model is loaded. */
final class WeightCode {

    private static final ClassName PACKING = ClassName.get(Packing.class);

    private final Map<String, Integer> index = new HashMap<>();

    WeightCode(List<TensorSpec> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            index.put(tensors.get(i).name(), i);
        }
    }

    /** The rows of numbers that a kernel is given for one parameter, a {@code float[][]}; mostly one. */
    CodeBlock of(PackedWeight packed) {
        WeightPacking packing = packed.packing();
        Param param = packed.weight().param();
        CodeBlock array = packing.bySizes() ? lent(param) : of(param);
        if (packing.isAsStored()) {
            return CodeBlock.of("new float[][] {$L}", array);
        }
        CodeBlock call = CodeBlock.of(
                "$L.$L($L$L)",
                receiver(packing),
                packing.method(),
                array,
                packing.arguments().stream().map(n -> ", " + n).collect(Collectors.joining()));
        return packing.rows() ? call : CodeBlock.of("new float[][] {$L}", call);
    }

    private static CodeBlock receiver(WeightPacking packing) {
        return packing.construct().isEmpty()
                ? CodeBlock.of("$T", packing.type())
                : CodeBlock.of(
                        "new $T($L)",
                        packing.type(),
                        packing.construct().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** At the front of an array that may be longer and may be written, until the next that is lent. */
    private CodeBlock lent(Param param) {
        if (param instanceof Param.Stored stored) {
            return CodeBlock.of("t.lend($L)", index.get(stored.spec().name()));
        }
        return param instanceof Param.Scaled scaled && scaled.base().isPresent()
                ? scaled("rescaled", scaled.base().get(), scaled.norm())
                : of(param);
    }

    private CodeBlock scaled(String method, Param base, Param.BatchNorm norm) {
        int filters = norm.weight().size();
        return CodeBlock.of(
                "$T.$L($L, $L, $L, $L)", PACKING, method, lent(base), filters, base.size() / filters, factor(norm));
    }

    private CodeBlock factor(Param.BatchNorm norm) {
        return CodeBlock.of("$L, $L, $L", of(norm.weight()), of(norm.runningVar()), Literals.of(norm.eps()));
    }

    private CodeBlock of(Param param) {
        if (param instanceof Param.Stored stored) {
            return of(stored.spec());
        }
        if (param instanceof Param.Scaled scaled) {
            Param.BatchNorm norm = scaled.norm();
            return scaled.base()
                    .map(base -> scaled("scaled", base, norm))
                    .orElseGet(() -> CodeBlock.of("$T.scale($L)", PACKING, factor(norm)));
        }
        Param.Shifted shifted = (Param.Shifted) param;
        Param.BatchNorm norm = shifted.norm();
        CodeBlock tensors = CodeBlock.of(
                "$L, $L, $L, $L, $L",
                of(norm.weight()),
                of(norm.bias()),
                of(norm.runningMean()),
                of(norm.runningVar()),
                Literals.of(norm.eps()));
        return shifted.base()
                .map(base -> CodeBlock.of("$T.shifted($L, $L)", PACKING, of(base), tensors))
                .orElseGet(() -> CodeBlock.of("$T.shift($L)", PACKING, tensors));
    }

    private CodeBlock of(TensorSpec spec) {
        return CodeBlock.of("t.get($L)", index.get(spec.name()));
    }
}
