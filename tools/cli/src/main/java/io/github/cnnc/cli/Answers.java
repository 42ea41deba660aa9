package io.github.cnnc.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Writes answers as they come. */
interface Answers {

    /** One input's answer. */
    void add(Answer answer);

    /** An input that could not be read; the problem has been said on standard error. */
    default void failed(Path file, String problem) {}

    /** After the last. */
    default void end() throws IOException {}
}
