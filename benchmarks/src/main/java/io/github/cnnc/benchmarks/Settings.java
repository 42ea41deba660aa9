package io.github.cnnc.benchmarks;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What the command line asks for. */
final class Settings {

    /** The project's folder; the launcher says it. */
    private final Path root = Path.of(System.getProperty("cnnc.root", "."));

    @Option(
            names = "--networks",
            split = ",",
            paramLabel = "NAMES",
            description = "Which networks; a .cnn file in samples/ too, zoo/resnet50.cnn. All seven if not given.")
    private List<BenchNetwork> networks = BenchNetwork.ALL;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAMES",
            description = "Which engines: ${COMPLETION-CANDIDATES}. All that are built if not given.",
            completionCandidates = Peer.Names.class)
    private List<Peer> peers = List.of();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N,M",
            description = "How many threads, a table for each: ${DEFAULT-VALUE}.",
            defaultValue = "1,2")
    private List<Integer> threads = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each engine has its turn: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long a turn takes: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double seconds;

    @Option(
            names = "--warm",
            paramLabel = "S",
            description = "How long each engine runs before it is measured: ${DEFAULT-VALUE}.",
            defaultValue = "4")
    private double warm;

    @Option(
            names = "--cold",
            paramLabel = "N",
            description =
                    "How often the first result of a new JVM is measured, for LeNet-5 and VGG-16: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int cold;

    @Option(names = "--java", paramLabel = "HOME", description = "The JDK of the engines; this one if not given.")
    private Path home = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--cnnc-jvm",
            split = " ",
            paramLabel = "OPTIONS",
            description = "More options for the JVM of cnnc, in one argument.")
    private List<String> oursJvm = List.of();

    List<BenchNetwork> networks() {
        return networks;
    }

    List<Peer> peers() {
        return peers.isEmpty() ? Peer.built(target()) : peers;
    }

    List<Integer> threads() {
        return threads;
    }

    int rounds() {
        return rounds;
    }

    /** Seconds of a turn. */
    double seconds() {
        return seconds;
    }

    /** Seconds of warming up. */
    double warm() {
        return warm;
    }

    int cold() {
        return cold;
    }

    /** The JDK of the engines. */
    Path home() {
        return home;
    }

    /** The command {@code cnnc}. */
    Path launcher() {
        return root.resolve("cnnc");
    }

    /** The program of the engines' JVM. */
    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** Options for the JVM of ours beside the usual ones. */
    List<String> oursJvm() {
        return oursJvm;
    }

    /** The folder of the samples. */
    Path samples() {
        return root.resolve("samples");
    }

    /** Where the build has put classes and jars. */
    Path target() {
        return root.resolve("benchmarks").resolve("target");
    }
}
