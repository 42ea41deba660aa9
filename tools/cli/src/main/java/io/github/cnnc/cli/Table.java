package io.github.cnnc.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
            "A terminal gets the columns that fit, a file or pipe all of them. CSV has one line a layer, with whole numbers and"
                    + " bytes; LaTeX is a tabular for the package booktabs.",
            "",
            "@|bold Examples|@",
            "  cnnc table samples/vgg16.cnn",
            "  cnnc table samples/vgg16.cnn --format markdown > vgg16.md",
            "  cnnc table samples/vgg16.cnn --format csv > vgg16.csv",
            "  cnnc table samples/lenet5/lenet5.cnn --format latex \\",
            "      --columns layer,volume,parameters,count",
            "  cnnc table samples/vgg16.cnn --formulas --columns layer,volume,count",
            "  cnnc table -e '(CONV(K, 3x3, pad=1)-ReLU)*2, SOFTMAX(10)' \\",
            "      --input 32x32x3 -D K=16",
        })
final class Table implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private Optional<TableFormat> format = Optional.empty();

    @Mixin
    private JsonOption json;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN,...",
            split = ",",
            hideParamSyntax = true,
            description = "Which columns, in this order: ${COMPLETION-CANDIDATES}; all but formula if not given.")
    private List<LayerColumn> columns = List.of();

    @Option(
            names = "--formulas",
            description = "Show how each volume follows, too: (224 - 3 + 2*1)/1 + 1 = 224. JSON always has it.")
    private boolean formulas;

    @Mixin
    private HelpOption help;

    Table(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        TableFormat wanted = json.or(format, TableFormat.JSON).orElse(TableFormat.TEXT);
        if (wanted == TableFormat.JSON && !columns.isEmpty()) {
            throw new UserError("--columns: JSON has everything; --format csv has columns");
        }
        LayerTable table =
                new LayerTable(network.source(terminal).compiled(terminal).network(), chosen());
        switch (wanted) {
            case TEXT -> text(table);
            case MARKDOWN -> print(table.markdown());
            case LATEX -> print(table.latex());
            case CSV -> terminal.out().print(table.csv());
            case JSON -> JsonText.write(terminal.out(), table.json());
        }
        return Exit.OK;
    }

    private List<LayerColumn> chosen() {
        List<LayerColumn> chosen = new ArrayList<>(columns.isEmpty() ? LayerColumn.USUAL : columns);
        if (formulas && !chosen.contains(LayerColumn.FORMULA)) {
            int volume = chosen.indexOf(LayerColumn.VOLUME);
            chosen.add(volume < 0 ? chosen.size() : volume + 1, LayerColumn.FORMULA);
        }
        return chosen;
    }

    /** As it is, or for a terminal as wide as that, with a word about what is left out. */
    private void text(LayerTable table) {
        OptionalInt known = TerminalWidth.known();
        if (known.isEmpty()) {
            print(table.text());
            return;
        }
        int width = known.getAsInt();
        FittedTable fitted = FittedTable.of(table.columns(), table.lines(), width, columns.isEmpty());
        print(table.text(fitted));
        List<String> omitted = table.columns().stream()
                .filter(c -> !fitted.columns().contains(c))
                .map(LayerColumn::toString)
                .toList();
        if (!omitted.isEmpty()) {
            terminal.note("left out to fit " + width + " characters: " + String.join(", ", omitted)
                    + "; --columns chooses, and a file or pipe gets all");
        }
    }

    private void print(List<String> lines) {
        lines.forEach(line -> terminal.print(Printable.line(line)));
    }
}
