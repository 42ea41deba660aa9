package io.github.cnnc.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The engines that can be compared. */
enum Peer {
    /** Ours with the Vector API. */
    CNNC("cnnc", "cnnc", "CnncEngine", Integer.MAX_VALUE, List.of("--add-modules", "jdk.incubator.vector"), Jars.OURS),
    /** Ours on a JVM without a flag. */
    CNNC_PLAIN("cnnc-plain", "cnnc, no flag", "CnncEngine", Integer.MAX_VALUE, List.of(), Jars.OURS),
    /** Ours as a command: only its first result is measured. */
    COMMAND("cnnc-run", "`./cnnc run`", "CnncEngine", 0, List.of(), Jars.OURS),
    /** ONNX Runtime. */
    ONNXRUNTIME("onnxruntime", "ONNX Runtime", "OnnxRuntimeEngine", Integer.MAX_VALUE, List.of(), Jars.ONNX_RUNTIME),
    /** PyTorch with DJL. */
    PYTORCH("pytorch", "PyTorch", "PyTorchEngine", Integer.MAX_VALUE, List.of("-Dai.djl.offline=true"), Jars.ALL),
    /** TensorFlow's Java API. */
    TENSORFLOW("tensorflow", "TensorFlow", "TensorFlowEngine", Integer.MAX_VALUE, List.of(), Jars.ALL),
    /** oneDNN with JavaCPP. */
    ONEDNN("onednn", "oneDNN", "OneDnnEngine", Integer.MAX_VALUE, List.of(), Jars.ALL),
    /** Deeplearning4j. */
    DL4J(
            "dl4j",
            "Deeplearning4j",
            "Dl4jEngine",
            Integer.MAX_VALUE,
            List.of("-Dorg.bytedeco.javacpp.platform.extension=-onednn-avx2"),
            Jars.ALL),
    /** im2col by hand: what our plain schedules must not be slower than, which only those ask who work on them. */
    IM2COL("im2col", "im2col, plain Java", "Im2colEngine", 1, List.of(), Jars.OURS);

    /** Which jars a program that embeds the engine would have on its class path. */
    private static final class Jars {
        static final String OURS =
                "(cnnc-(compiler|grammar|runtime)|antlr4-runtime|javapoet|janino|commons-compiler)-.*";
        static final String ALL = ".*";
        static final String ONNX_RUNTIME = "onnxruntime-.*";
    }

    private final String id;
    private final String title;
    private final String engine;
    private final int mostThreads;
    private final List<String> jvm;
    private final String jars;

    Peer(String id, String title, String engine, int mostThreads, List<String> jvm, String jars) {
        this.id = id;
        this.title = title;
        this.engine = engine;
        this.mostThreads = mostThreads;
        this.jvm = jvm;
        this.jars = jars;
    }

    /** The engine of an id. */
    static Peer named(String id) {
        return Arrays.stream(values())
                .filter(p -> p.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError("there is no engine " + id + "; there are "
                        + Arrays.stream(values()).map(p -> p.id).collect(Collectors.joining(", "))));
    }

    /** The engines of the usual table whose class the build has made: those whose profile it had. */
    static List<Peer> built(Path target) {
        return Arrays.stream(values())
                .filter(p -> p != IM2COL)
                .filter(p -> Files.exists(
                        target.resolve("classes").resolve(p.engine().replace('.', '/') + ".class")))
                .toList();
    }

    /** Its name on the command line. */
    String id() {
        return id;
    }

    /** Its name in tables. */
    String title() {
        return title;
    }

    /** The class of its {@link Engine}. */
    String engine() {
        return "io.github.cnnc.benchmarks.peer." + engine;
    }

    /** How many threads it can be asked for; 0 where only its first result is measured. */
    int mostThreads() {
        return mostThreads;
    }

    /** Options of its JVM beside those that all have. */
    List<String> jvm() {
        return jvm;
    }

    /** Whether a jar belongs on its class path. */
    boolean needs(String jar) {
        return jar.matches(jars);
    }

    /** Whether it is ours. */
    boolean ours() {
        return this == CNNC || this == CNNC_PLAIN || this == COMMAND;
    }

    /** The ids, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Peer::id).iterator();
        }
    }
}
