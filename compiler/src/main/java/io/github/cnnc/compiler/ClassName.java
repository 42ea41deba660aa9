package io.github.cnnc.compiler;

import io.github.cnnc.compiler.emit.JavaName;

/** The name of a network as the name of a Java class. */
public final class ClassName {

    private ClassName() {}

    /** The network's name itself; where no class can have it, as {@code record} and {@code Math}, with {@code Network} behind it. */
    public static String of(String network) {
        return JavaName.whyNotClass(network).isEmpty() ? network : network + "Network";
    }
}
