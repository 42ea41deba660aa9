package io.github.cnnc.cli;

import java.util.OptionalInt;

/** How wide the terminal is that results go to. */
final class TerminalWidth {

    /** The launcher's word, for a JVM cannot know; not set where standard output is no terminal. */
    static final String PROPERTY = "cnnc.terminal.columns";

    private TerminalWidth() {}

    /** Characters of a line; empty where results go elsewhere, or nobody knows. */
    static OptionalInt known() {
        String columns = System.getProperty(PROPERTY, "");
        return columns.matches("[1-9]\\d{0,4}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }
}
