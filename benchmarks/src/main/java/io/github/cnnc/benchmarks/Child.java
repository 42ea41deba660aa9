package io.github.cnnc.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The program in the JVM of one engine. It loads, says so, and does what it is told on standard input: {@code warm SECONDS},
 * {@code measure SECONDS}, {@code output FILE}. Its answers begin with {@link #MARK}, since native libraries write where they
 * like.
 *
 * <p>Arguments: engine class, .cnn file, folder, threads, batch.
 */
final class Child {

    /** What an answer begins with. */
    static final String MARK = "@bench ";

    /** A sample lasts at least so long, in nanoseconds, so that the clock's own 25 ns do not count. */
    private static final long SAMPLE = 50_000;

    /** However long one takes, so many samples are taken. */
    private static final int LEAST = 3;

    private final PrintStream out;
    private final Engine engine;

    /** Calls in a sample. */
    private int calls = 1;

    private Child(PrintStream out, Engine engine) {
        this.out = out;
        this.engine = engine;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        Engine engine = Engine.of(arguments[0]);
        Task task = new Task(
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        engine.load(task);
        engine.run();
        Child child = new Child(System.out, engine);
        child.answer("first");
        child.serve();
        engine.close();
        System.exit(0);
    }

    private void serve() throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            List<String> words = List.of(line.split(" ", 2));
            switch (words.get(0)) {
                case "version" -> answer(engine.version());
                case "warm" -> answer("warm " + samples(seconds(words)).length);
                case "measure" -> measure(seconds(words));
                case "output" -> output(Path.of(words.get(1)));
                case "memory" -> answer(Long.toString(peakKilobytes()));
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static double seconds(List<String> words) {
        return Double.parseDouble(words.get(1));
    }

    private void answer(String text) {
        out.println(MARK + text);
        out.flush();
    }

    // -- measuring --------------------------------------------------------------------------------------------------

    /** Answers with the median of a call in nanoseconds. The caches are the engine's own again before the clock starts. */
    private void measure(double seconds) throws Exception {
        samples(seconds / 10);
        double[] samples = samples(seconds);
        Arrays.sort(samples);
        answer(Double.toString(samples[samples.length / 2]));
    }

    /** Nanoseconds of a call, sample after sample. */
    private double[] samples(double seconds) throws Exception {
        double[] samples = new double[1024];
        int count = 0;
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        while (count < LEAST || begin < end) {
            for (int i = 0; i < calls; i++) {
                engine.run();
            }
            long now = System.nanoTime();
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, 2 * count);
            }
            samples[count++] = (double) (now - begin) / calls;
            begin = System.nanoTime();
        }
        double[] taken = Arrays.copyOf(samples, count);
        calls = (int) Math.max(1, Math.round(SAMPLE / taken[count - 1]));
        return taken;
    }

    private void output(Path file) throws Exception {
        float[] all = engine.output();
        ByteBuffer bytes = ByteBuffer.allocate(4 * all.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(all);
        Files.write(file, bytes.array());
        answer("written");
    }

    /** The largest resident set so far, in KB; 0 where the system does not tell. */
    private static long peakKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
