package io.github.cnnc.cli;

import io.github.cnnc.compiler.emit.JavaSource;
import java.lang.module.ModuleFinder;

/** The module of Java's vectors, which a JVM or a compiler has only if it is told so. */
final class VectorModule {

    private static final String NAME = "jdk.incubator.vector";

    /** For {@code java} and {@code javac}. */
    static final String FLAG = "--add-modules " + NAME;

    private VectorModule() {}

    /** Whether a source does not compile without it. */
    static boolean isNeededBy(JavaSource java) {
        return java.text().contains(NAME);
    }

    /** Says that this JVM could have it and has not, before something is measured or takes long. */
    static void advise(Terminal terminal) {
        if (!Machine.vector() && ModuleFinder.ofSystem().find(NAME).isPresent()) {
            terminal.note("without SIMD: `java " + FLAG + " -jar cnnc.jar ...` is several times faster");
        }
    }
}
