package io.github.cnnc.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVM of one engine, seen from outside. */
final class ChildProcess implements AutoCloseable {

    /**
     * All children have these. One collector thread: the machine's other cores belong to the engine. A small young generation:
     * what is garbage should not count as memory that an engine needs.
     */
    private static final List<String> COMMON = List.of("-XX:+UseSerialGC", "-Xmn8m", "-Xshare:auto");

    private final Peer peer;
    private final Process process;
    private final Path log;
    private final Path answerFile;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    /** From the start of the process to its first result. */
    private final double firstMillis;

    /** Starts an engine and waits for its first result. */
    ChildProcess(Peer peer, Task task, Settings settings) throws IOException {
        this.peer = peer;
        String stem = peer.id() + "-" + task.batch() + "-" + task.threads();
        log = task.folder().resolve(stem + ".log");
        answerFile = task.folder().resolve(stem + ".f32");
        Path options = task.folder().resolve(stem + ".args");
        Files.write(options, arguments(peer, task, settings));
        // ONNX Runtime 1.29.0 crashes where the command line is longer than about 3,500 bytes: hence the file of
        // arguments.
        ProcessBuilder builder =
                new ProcessBuilder(settings.java().toString(), "@" + options).redirectError(log.toFile());
        // Libraries with OpenMP ask for it when they are loaded, and Java cannot say it to them later.
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(task.threads()));
        long start = System.nanoTime();
        process = builder.start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answer();
        firstMillis = (System.nanoTime() - start) / 1e6;
    }

    private static List<String> arguments(Peer peer, Task task, Settings settings) throws IOException {
        List<String> arguments = new ArrayList<>(COMMON);
        arguments.addAll(peer.jvm());
        if (peer.ours()) {
            arguments.addAll(settings.oursJvm());
        }
        arguments.add("-cp");
        arguments.add(classPath(peer, settings.target()));
        arguments.add(Child.class.getName());
        arguments.add(peer.engine());
        arguments.add(task.network().toString());
        arguments.add(task.folder().toString());
        arguments.add(Integer.toString(task.threads()));
        arguments.add(Integer.toString(task.batch()));
        return arguments.stream().map(a -> '"' + a.replace("\\", "\\\\") + '"').toList();
    }

    private static String classPath(Peer peer, Path target) throws IOException {
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            String path = jars.filter(jar -> peer.needs(jar.getFileName().toString()))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            return target.resolve("classes") + File.pathSeparator + path;
        }
    }

    /** Milliseconds from the start of the process to its first result. */
    double firstMillis() {
        return firstMillis;
    }

    /** The engine. */
    Peer peer() {
        return peer;
    }

    /** The engine's version. */
    String version() throws IOException {
        return ask("version");
    }

    /** Lets it run for some time, until the JIT has compiled what there is to compile. */
    void warm(double seconds) throws IOException {
        ask("warm " + seconds);
    }

    /** The median of a call in milliseconds. */
    double measure(double seconds) throws IOException {
        return Double.parseDouble(ask("measure " + seconds)) / 1e6;
    }

    /** What the last run gave. */
    float[] output() throws IOException {
        ask("output " + answerFile);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(answerFile)).order(ByteOrder.LITTLE_ENDIAN);
        float[] output = new float[bytes.capacity() / 4];
        bytes.asFloatBuffer().get(output);
        return output;
    }

    /** The largest resident set so far, in MB of 2^20 bytes. */
    double peakMegabytes() throws IOException {
        return Double.parseDouble(ask("memory")) / 1024;
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return answer();
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Child.MARK)) {
                return line.substring(Child.MARK.length());
            }
        }
        List<String> said = Files.readAllLines(log);
        String end = String.join("\n  ", said.subList(Math.max(0, said.size() - 12), said.size()));
        throw new UserError(peer.title() + " ended before its time; the end of " + log + ":\n  " + end);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
