package io.github.cnnc.runtime;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name and shape of a tensor that a model needs, as PyTorch stores it: {@code conv1.weight}
 * [filters, depth/groups, kernel height, kernel width].
 *
 * @param name the tensor's name in the weights file
 * @param shape the sizes, outermost first
 */
public record TensorSpec(String name, List<Integer> shape) {

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** A spec from a name and sizes. */
    public static TensorSpec of(String name, Integer... shape) {
        return new TensorSpec(name, List.of(shape));
    }

    /** The number of elements; throws {@link ArithmeticException} past 2^31-1. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * {@code conv1.weight 6,1,5,5}: what {@link #parse} reads, and generated classes hold, joined by {@code ;}.
     *
     * @throws IllegalArgumentException for a name with a semicolon
     */
    public String text() {
        if (name.contains(";")) {
            throw new IllegalArgumentException("no semicolon may be in the name of " + this);
        }
        return name + shape.stream().map(String::valueOf).collect(Collectors.joining(",", " ", ""));
    }

    /** Reads {@link #text()}; throws {@link IllegalArgumentException} for anything else. */
    public static TensorSpec parse(String text) {
        int space = text.lastIndexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not a name, a space and sizes: " + text);
        }
        String sizes = text.substring(space + 1);
        return new TensorSpec(
                text.substring(0, space),
                sizes.isEmpty()
                        ? List.of()
                        : Stream.of(sizes.split(",", -1)).map(Integer::valueOf).toList());
    }

    /** {@code conv1.weight [6, 1, 5, 5]}. */
    @Override
    public String toString() {
        return name + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", " [", "]"));
    }
}
