package io.github.cnnc.compiler;

import io.github.cnnc.compiler.emit.JavaName;

/** The name of a network as the name of a Java class. */
public final class ClassName {

    private ClassName() {}

    /** The network's name itself; where no class can have it, as {@code record} and {@code Math}, it becomes {@code RecordNetwork}. */
    public static String of(String network) {
        return JavaName.whyNotClass(network).isEmpty()
                ? network
                : Character.toUpperCase(network.charAt(0)) + network.substring(1) + "Network";
    }
}
