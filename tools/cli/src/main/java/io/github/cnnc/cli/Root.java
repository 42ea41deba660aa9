package io.github.cnnc.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cnnc} alone: teaches. */
@Command(
        name = "cnnc",
        versionProvider = Version.class,
        customSynopsis = "cnnc COMMAND [OPTIONS] [FILE...]",
        description = {
            "cnnc compiles convolutional networks. You write the architecture as a formula:",
            "",
            "    network VGG16(classes = 1000)",
            "    input   224x224x3",
            "    default CONV([64, 128, 256, 512, 512], 3x3, pad=1), FC(4096)",
            "    let     N = [2, 2, 3, 3, 3], M = 5, K = 2",
            "    layers  [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K, SOFTMAX(classes)",
            "",
            "A-B is A, then B. (...)*n repeats. In [...]*n every list gives its i-th element to the i-th repetition:"
                    + " 64 filters in the first stage, 128 in the second. cnnc checks every volume, counts every parameter,"
                    + " and makes a Java class of it that needs a small jar and nothing else.",
        },
        footer = {
            "@|bold Examples|@",
            "  cnnc table samples/vgg16.cnn",
            "  cnnc draw samples/vgg16.cnn -o vgg16.svg",
            "  cnnc run samples/lenet5/lenet5.cnn samples/lenet5/seven.png",
            "  cnnc table -e '[(CONV(32)-ReLU)*N-POOL]*M, SOFTMAX(10)' \\",
            "      --input 44x44x3 -D N=2 -D M=2",
            "",
            "@|bold Exit codes|@",
            "  0   done",
            "  1   something you can mend",
            "  70  a bug in cnnc",
            "",
            "@|bold Environment|@",
            "  JAVA_OPTS  options for the JVM: -Xmx8g for a large network",
            "  NO_COLOR   no colours; without a terminal there are none anyway",
            "",
            "cnnc COMMAND --help says more, with examples.",
            "grammar/README.md is the language reference.",
        })
final class Root implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    Root(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Nothing was asked for, so nothing can have been done. */
    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return Exit.USER;
    }
}
