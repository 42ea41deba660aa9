package io.github.cnnc.compiler.tune;

/** Something that is measured beside others. */
@FunctionalInterface
interface Contender {

    /** Runs once; returns the nanoseconds that it took. */
    long nanos();
}
