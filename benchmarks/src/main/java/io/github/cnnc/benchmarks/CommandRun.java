package io.github.cnnc.benchmarks;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./cnnc run}: our command from a shell, with the launcher's own options. */
final class CommandRun implements SideBySide.FirstResult {

    private final Settings settings;
    private final Path input;
    private final List<String> command;
    private final Path log;

    /** Writes the input, and lets the launcher build what is missing. */
    CommandRun(Task task, Settings settings) throws IOException {
        this.settings = settings;
        input = task.folder().resolve("input.npy");
        log = task.folder().resolve(Peer.COMMAND.id() + ".log");
        Volume volume = Cnnc.compile(task.network())
                .network()
                .network()
                .input()
                .format()
                .volume();
        Npy.write(input, new Tensor(List.of(volume.depth(), volume.height(), volume.width()), task.pixels()));
        command = List.of(
                settings.launcher().toString(),
                "run",
                task.network().toString(),
                "--weights",
                task.weights().toString(),
                input.toString());
        millis();
    }

    /** Until the command has ended. */
    @Override
    public double millis() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", settings.home().toString());
        long start = System.nanoTime();
        Process process = builder.start();
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException(e);
        }
        double millis = (System.nanoTime() - start) / 1e6;
        if (status != 0) {
            throw new UserError(String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
        return millis;
    }
}
