package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.value.Value;
import java.util.Optional;

/**
 * The operators on single values. Whole numbers stay whole and exact; a division that does not come out whole gives a
 * real number, which an argument that needs a whole one refuses.
 */
final class Arithmetic {

    private Arithmetic() {}

    /** What came of an operation. */
    sealed interface Result {}

    /** A value. */
    record Done(Value value) implements Result {}

    /** No value, and why. */
    record Failed(Code code, String message, String label) implements Result {}

    static Optional<Value> negate(Value value) {
        if (value instanceof Value.Unknown) {
            return Optional.of(value);
        }
        if (value instanceof Value.Int i && i.value() != Long.MIN_VALUE) {
            return Optional.of(new Value.Int(-i.value()));
        }
        return value instanceof Value.Real r ? Optional.of(new Value.Real(-r.value())) : Optional.empty();
    }

    static Result apply(String operator, Value left, Value right) {
        return switch (operator) {
            case "and", "or" -> logic(operator, left, right);
            case "==", "!=" ->
                left instanceof Value.Sequence || right instanceof Value.Sequence
                        ? wrongType(operator, "single values", left instanceof Value.Sequence ? left : right)
                        : new Done(new Value.Bool(same(left, right) == operator.equals("==")));
            default -> numeric(operator, left, right);
        };
    }

    private static Result logic(String operator, Value left, Value right) {
        if (left instanceof Value.Bool a && right instanceof Value.Bool b) {
            return new Done(new Value.Bool(operator.equals("and") ? a.value() && b.value() : a.value() || b.value()));
        }
        return wrongType(operator, "true or false", left instanceof Value.Bool ? right : left);
    }

    private static boolean same(Value left, Value right) {
        Optional<Double> a = real(left);
        Optional<Double> b = real(right);
        if (left instanceof Value.Int || a.isEmpty() || b.isEmpty()) {
            return left.equals(right) || a.isPresent() && a.equals(b);
        }
        return a.equals(b);
    }

    private static Result numeric(String operator, Value left, Value right) {
        Optional<Double> a = real(left);
        Optional<Double> b = real(right);
        if (a.isEmpty() || b.isEmpty()) {
            return wrongType(operator, "numbers", a.isEmpty() ? left : right);
        }
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && b.get() == 0) {
            return new Failed(Code.CNN026, "division by zero", "the divisor is 0");
        }
        if (left instanceof Value.Int i && right instanceof Value.Int j) {
            try {
                return new Done(whole(operator, i.value(), j.value()));
            } catch (ArithmeticException e) {
                return new Failed(Code.CNN062, "the number is too large", "more than 2^63-1");
            }
        }
        Value value = real(operator, a.get(), b.get());
        return value instanceof Value.Real r && !Double.isFinite(r.value())
                ? new Failed(Code.CNN026, "the result is not a number", "")
                : new Done(value);
    }

    private static Value whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> new Value.Int(Math.addExact(a, b));
            case "-" -> new Value.Int(Math.subtractExact(a, b));
            case "*" -> new Value.Int(Math.multiplyExact(a, b));
            case "/" ->
                a % b == 0 && !(a == Long.MIN_VALUE && b == -1) ? new Value.Int(a / b) : new Value.Real((double) a / b);
            case "%" -> new Value.Int(Math.floorMod(a, b));
            default -> new Value.Bool(compare(operator, Long.compare(a, b)));
        };
    }

    private static Value real(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> new Value.Real(a + b);
            case "-" -> new Value.Real(a - b);
            case "*" -> new Value.Real(a * b);
            case "/" -> new Value.Real(a / b);
            case "%" -> new Value.Real(a - b * Math.floor(a / b));
            default -> new Value.Bool(compare(operator, Double.compare(a, b)));
        };
    }

    private static boolean compare(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    static Optional<Double> real(Value value) {
        if (value instanceof Value.Int i) {
            return Optional.of((double) i.value());
        }
        return value instanceof Value.Real r ? Optional.of(r.value()) : Optional.empty();
    }

    static Failed wrongType(String operator, String takes, Value found) {
        return new Failed(Code.CNN023, "`" + operator + "` takes " + takes + ", not " + found.described(), "");
    }
}
