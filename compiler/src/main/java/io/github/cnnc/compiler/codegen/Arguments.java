package io.github.cnnc.compiler.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a kernel that several layers may share is given: places and arrays, which differ from call to call, and sizes, the
 * numbers of a layer. Sizes in which its layers agree are constants in it, the others are parameters.
 */
public final class Arguments {

    private final List<String> parameters = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    /**
     * Adds a parameter.
     *
     * @param parameter type and name, {@code float[] x}
     * @param value an expression in the caller
     */
    public Arguments give(String parameter, String value) {
        parameters.add(parameter);
        values.add(value);
        return this;
    }

    /** The name of a size; a size of 0 or 1 is worth a kernel of its own, and stands for itself. */
    public String size(String name, int value) {
        if (value == 0 || value == 1) {
            return String.valueOf(value);
        }
        Integer before = sizes.put(name, value);
        if (before != null && before != value) {
            throw new IllegalStateException(name + " is " + before + " and " + value);
        }
        return name;
    }

    public List<String> parameters() {
        return parameters;
    }

    public List<String> values() {
        return values;
    }

    public Map<String, Integer> sizes() {
        return sizes;
    }
}
