package io.github.cnnc.cli;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.plan.TunedSchedules;
import java.io.IOException;
import java.nio.file.Path;

/** The file of schedules that were measured, {@code vgg16.tune} for {@code vgg16.cnn}. */
final class ScheduleFile {

    private ScheduleFile() {}

    /** Reads a file; a {@link UserError} says why that is not possible. */
    static TunedSchedules read(Path file) {
        try {
            return Cnnc.schedules(file);
        } catch (IOException e) {
            throw new UserError(FileMessage.of(e));
        }
    }

    /** The file that belongs to a .cnn file. */
    static Path beside(Path network) {
        String name = network.getFileName().toString();
        String stem = name.endsWith(".cnn") ? name.substring(0, name.length() - ".cnn".length()) : name;
        return network.resolveSibling(stem + ".tune");
    }
}
