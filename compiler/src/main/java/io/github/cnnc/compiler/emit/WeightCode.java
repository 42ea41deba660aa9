package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.cnnc.compiler.ir.Param;
import io.github.cnnc.compiler.plan.ConvShape;
import io.github.cnnc.compiler.plan.LaneSchedules;
import io.github.cnnc.compiler.plan.Packed;
import io.github.cnnc.compiler.plan.Packed.FilterTiles;
import io.github.cnnc.compiler.plan.Packed.TapRows;
import io.github.cnnc.compiler.plan.Packed.Transposed;
import io.github.cnnc.compiler.plan.Packed.VectorTiles;
import io.github.cnnc.compiler.plan.Schedule;
import io.github.cnnc.runtime.Layouts;
import io.github.cnnc.runtime.Packing;
import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Winograd;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The expressions that make a kernel's arrays from the stored tensors, {@code t.get(i)}, when a model is loaded. */
final class WeightCode {

    private static final ClassName LAYOUTS = ClassName.get(Layouts.class);
    private static final ClassName PACKING = ClassName.get(Packing.class);

    private final Map<String, Integer> index = new HashMap<>();

    WeightCode(List<TensorSpec> tensors) {
        for (int i = 0; i < tensors.size(); i++) {
            index.put(tensors.get(i).name(), i);
        }
    }

    /** The rows of numbers that a kernel is given for one parameter, a {@code float[][]}; mostly one. */
    CodeBlock of(Packed packed) {
        CodeBlock array = packed.order().bySizes() ? lent(packed.param()) : of(packed.param());
        if (packed.order() instanceof TapRows rows) {
            ConvShape shape = rows.shape();
            return CodeBlock.of(
                    "$T.tapRows($L, $L, $L, $L, $L, $L, $L, $L)",
                    LAYOUTS,
                    array,
                    shape.groups(),
                    shape.filters(),
                    shape.depth(),
                    shape.kernelHeight() * shape.kernelWidth(),
                    rows.run(),
                    rows.taps(),
                    LaneSchedules.pitch(shape.filters()));
        }
        if (packed.order() instanceof Packed.WinogradRows rows) {
            return CodeBlock.of(
                    "new $T($L, $L).rows($L, $L, $L, $L, $L)",
                    Winograd.class,
                    rows.outputs(),
                    rows.kernel(),
                    array,
                    rows.filters(),
                    rows.depth(),
                    rows.taps(),
                    LaneSchedules.pitch(rows.filters()));
        }
        if (packed.order() instanceof Packed.Repeated repeated) {
            array = CodeBlock.of(
                    "$T.repeated($L, $L, $L, $L, $L)",
                    LAYOUTS,
                    array,
                    repeated.rows(),
                    repeated.columns(),
                    repeated.times(),
                    repeated.room());
        }
        if (packed.order() instanceof FilterTiles tiles) {
            array = CodeBlock.of(
                    "$T.filterTiles($L, $L, $L, $L, $L)",
                    LAYOUTS,
                    array,
                    tiles.groups(),
                    tiles.filters(),
                    tiles.taps(),
                    tiles.tile());
        }
        if (packed.order() instanceof VectorTiles tiles) {
            array = vectorTiles(array, tiles);
        }
        if (packed.order() instanceof Packed.WinogradTiles tiles) {
            array = CodeBlock.of(
                    "new $T($L, $L).pack($L, $L, $L, $L)",
                    Winograd.class,
                    tiles.outputs(),
                    tiles.kernel(),
                    array,
                    tiles.filters(),
                    tiles.depth(),
                    tiles.tile());
        }
        if (packed.order() instanceof Transposed matrix) {
            array = CodeBlock.of(
                    "$T.transposed($L, $L, $L, $L)", LAYOUTS, array, matrix.rows(), matrix.columns(), matrix.room());
        }
        if (packed.order() instanceof Packed.Padded padded) {
            array = CodeBlock.of("$T.copyOf($L, $L)", Arrays.class, array, padded.room());
        }
        return CodeBlock.of("new float[][] {$L}", array);
    }

    private static CodeBlock vectorTiles(CodeBlock array, VectorTiles tiles) {
        ConvShape s = tiles.shape();
        int window = s.kernelWidth() * s.kernelHeight();
        int channel =
                tiles.taps() == Schedule.Taps.LINE ? 1 : tiles.taps() == Schedule.Taps.ROW ? s.kernelWidth() : window;
        int row = tiles.taps() == Schedule.Taps.WINDOW ? s.kernelWidth() : s.kernelWidth() * s.depth();
        int column = tiles.taps() == Schedule.Taps.LINE ? s.depth() : 1;
        return CodeBlock.of(
                "$T.vectorTiles($L, $L, $L, $L, $L, $L, $L, $L, $L, $L)",
                LAYOUTS,
                array,
                s.groups(),
                s.filters(),
                s.depth(),
                s.kernelHeight(),
                s.kernelWidth(),
                tiles.tile(),
                channel,
                row,
                column);
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
