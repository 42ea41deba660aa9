package io.github.cnnc.compiler.lower;

import io.github.cnnc.compiler.ir.Program;

/** Turns a program into a better one that computes the same. */
public interface Pass {

    /** The pass's name, for dumps and reports. */
    String name();

    /** The better program; the same instance where nothing changes. */
    Program run(Program program);
}
