package io.github.cnnc.compiler;

import javax.lang.model.SourceVersion;

/** The name of a network as the name of a Java class. */
public final class ClassName {

    private ClassName() {}

    /** The network's name itself, unless Java keeps it for itself. */
    public static String of(String network) {
        return SourceVersion.isKeyword(network, SourceVersion.RELEASE_17) || network.equals("_")
                ? network + "Network"
                : network;
    }
}
