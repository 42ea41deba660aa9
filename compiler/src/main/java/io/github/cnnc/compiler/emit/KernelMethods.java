package io.github.cnnc.compiler.emit;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The methods that a step's kernel is made of.
 *
 * @param className the binary name of their class
 * @param methods their names, each of one method; steps with the same kernel share it
 */
public record KernelMethods(String className, Set<String> methods) {
    public KernelMethods {
        methods = new LinkedHashSet<>(methods);
    }
}
