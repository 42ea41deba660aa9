package io.github.cnnc.compiler.emit;

/**
 * A method that a step's kernel is made of. Steps may share it.
 *
 * @param className the binary name of its class
 * @param name of no other method of that class
 */
public record KernelMethod(String className, String name) {}
