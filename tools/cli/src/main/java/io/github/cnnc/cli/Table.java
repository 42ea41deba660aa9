package io.github.cnnc.cli;

import io.github.cnnc.compiler.check.CheckedNetwork;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc table FILE}: what it is made of. */
@Command(
        customSynopsis = "cnnc table [OPTIONS] FILE",
        sortOptions = false,
        description = "Show every layer: volume, parameters, multiply-accumulates, memory.",
        footer = {
            "Volumes are width x height x depth. Memory is that of the volume that leaves, float32; live, that of all"
                    + " volumes that are needed while the layer runs.",
            "Field is the receptive field: from the first input column (row) to the last that one position of the volume"
                    + " sees, of all positions the largest. Padding counts, so a field can be larger than the input; then a"
                    + " line below the table says so. FC, GAP and GMP see the input at most.",
            "Stride is the effective stride: input columns (rows) from one position to the next, 1/2 behind UPSAMPLE(2).",
            "",
            "@|bold Examples|@",
            "  cnnc table samples/vgg16.cnn",
            "  cnnc table samples/vgg16.cnn --format markdown > vgg16.md",
            "  cnnc table -e '(CONV(K, 3x3, pad=1)-ReLU)*2, SOFTMAX(10)' \\",
            "      --input 32x32x3 -D K=16",
        })
final class Table implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private Optional<Format> format = Optional.empty();

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    Table(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CheckedNetwork checked = network.source(terminal).compiled(terminal).network();
        switch (json.or(format, Format.JSON).orElse(Format.TEXT)) {
            case TEXT -> LayerTable.text(checked).forEach(line -> terminal.print(Printable.line(line)));
            case MARKDOWN -> LayerTable.markdown(checked).forEach(line -> terminal.print(Printable.line(line)));
            case JSON -> JsonText.write(terminal.out(), LayerTable.json(checked));
        }
        return Exit.OK;
    }
}
