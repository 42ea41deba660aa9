package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.ir.Operation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How an array of weights is arranged for a kernel when a model is loaded: the call of a static method of the runtime, or of a method of
 * an object of the runtime that is made for it, whose first argument is the array as it is stored.
 *
 * @param type the class of the runtime, or of the JDK, that has the method; none where weights stay as they are stored
 * @param construct the arguments of the object's constructor; none for a static method
 * @param arguments those of the method behind the array
 * @param floats how many floats it makes; -1 for as many as are stored
 * @param rows whether it makes rows, arrays of their own, and not one array
 * @param bySizes whether its arguments say how many numbers are stored, and not the length of their array
 */
public record WeightPacking(
        Class<?> type,
        List<Integer> construct,
        String method,
        List<Integer> arguments,
        long floats,
        boolean rows,
        boolean bySizes) {

    /** As they are stored. */
    public static final WeightPacking AS_STORED =
            new WeightPacking(Object.class, List.of(), "", List.of(), -1, false, false);

    public WeightPacking {
        construct = List.copyOf(construct);
        arguments = List.copyOf(arguments);
    }

    /** One array by a static method. */
    public static WeightPacking of(long floats, Class<?> type, String method, int... arguments) {
        return new WeightPacking(type, List.of(), method, list(arguments), floats, false, true);
    }

    /** The same by a method of an object that a constructor with these arguments makes. */
    public WeightPacking constructed(int... construct) {
        return new WeightPacking(type, list(construct), method, arguments, floats, rows, bySizes);
    }

    /** The same where the method makes rows. */
    public WeightPacking inRows() {
        return new WeightPacking(type, construct, method, arguments, floats, true, bySizes);
    }

    /** The front of an array that may be longer: [length] becomes [floats], what is over is 0. */
    public static WeightPacking padded(int floats) {
        return new WeightPacking(Arrays.class, List.of(), "copyOf", List.of(floats), floats, false, false);
    }

    /** Numbers that each of {@code depth} channels has one of, for vectors that read {@code channelPadding} at least. */
    public static WeightPacking byChannel(int depth, int channelPadding) {
        return channelPadding > depth ? padded(channelPadding) : AS_STORED;
    }

    /** All of an operation's as they are stored. */
    public static List<WeightPacking> asStored(Operation operation) {
        return Collections.nCopies(operation.op().weights().size(), AS_STORED);
    }

    /** Whether weights stay as they are stored. */
    public boolean isAsStored() {
        return method.isEmpty();
    }

    private static List<Integer> list(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
