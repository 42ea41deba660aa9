package io.github.cnnc.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** {@code cnnc 0.1.0 (Java 17.0.15)}. */
final class Version implements IVersionProvider {

    /** The jar's version; {@code development} outside the jar. */
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"cnnc " + text() + " (Java " + System.getProperty("java.version") + ")"};
    }
}
