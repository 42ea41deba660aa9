package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.value.Value;
import java.util.List;
import java.util.Optional;

/** The functions of expressions: min max floor ceil sum len. */
final class Functions {

    static final List<String> NAMES = List.of("min", "max", "floor", "ceil", "sum", "len");

    private Functions() {}

    /** Whether one list may be given in place of several numbers. */
    static boolean takesList(String name) {
        return !name.equals("floor") && !name.equals("ceil");
    }

    static Arithmetic.Result apply(String name, List<Value> arguments) {
        return switch (name) {
            case "len" ->
                arguments.size() == 1 && arguments.get(0) instanceof Value.Sequence list
                        ? new Arithmetic.Done(new Value.Int(list.elements().size()))
                        : usage("len takes one list");
            case "sum" ->
                arguments.size() == 1 && arguments.get(0) instanceof Value.Sequence list
                        ? fold("+", list.elements(), new Value.Int(0))
                        : usage("sum takes one list");
            case "floor", "ceil" ->
                arguments.size() == 1 ? round(name, arguments.get(0)) : usage(name + " takes one number");
            default ->
                extreme(
                        name,
                        arguments.size() == 1 && arguments.get(0) instanceof Value.Sequence list
                                ? list.elements()
                                : arguments);
        };
    }

    private static Arithmetic.Result extreme(String name, List<Value> values) {
        if (values.isEmpty()) {
            return usage(name + " takes one number or more, or a list that is not empty");
        }
        Value best = values.get(0);
        for (Value value : values) {
            Arithmetic.Result better = Arithmetic.apply(name.equals("min") ? "<" : ">", value, best);
            if (!(better instanceof Arithmetic.Done done)) {
                return better;
            }
            best = ((Value.Bool) done.value()).value() ? value : best;
        }
        return new Arithmetic.Done(best);
    }

    private static Arithmetic.Result fold(String operator, List<Value> values, Value start) {
        Value sum = start;
        for (Value value : values) {
            Arithmetic.Result next = Arithmetic.apply(operator, sum, value);
            if (!(next instanceof Arithmetic.Done done)) {
                return next;
            }
            sum = done.value();
        }
        return new Arithmetic.Done(sum);
    }

    private static Arithmetic.Result round(String name, Value value) {
        if (value instanceof Value.Int) {
            return new Arithmetic.Done(value);
        }
        Optional<Double> real = Arithmetic.real(value);
        if (real.isEmpty()) {
            return Arithmetic.wrongType(name, "a number", value);
        }
        double rounded = name.equals("floor") ? Math.floor(real.get()) : Math.ceil(real.get());
        return Math.abs(rounded) < 0x1p62
                ? new Arithmetic.Done(new Value.Int((long) rounded))
                : new Arithmetic.Failed(Code.CNN062, "the number is too large", "");
    }

    private static Arithmetic.Failed usage(String message) {
        return new Arithmetic.Failed(Code.CNN023, message, "");
    }
}
