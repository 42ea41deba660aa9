package io.github.cnnc.cli;

import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc weights FILE}: which tensors does it need, and does a file have them? */
@Command(
        customSynopsis = "cnnc weights [OPTIONS] FILE",
        sortOptions = false,
        description = "List the tensors a network needs, and with --weights how a file fits.",
        footer = {
            "Shapes are PyTorch's: kernels [filters, depth/groups, height, width], dense layers [units, inputs]. Counts are"
                    + " numbers, of 4 bytes each. Where a file does not fit, everything that is missing or over is listed.",
            "",
            "@|bold Examples|@",
            "  cnnc weights samples/lenet5/lenet5.cnn",
            "  cnnc weights samples/lenet5/lenet5.cnn \\",
            "      --weights samples/lenet5/lenet5.safetensors",
            "  cnnc weights samples/zoo/resnet18.cnn \\",
            "      --weights resnet18.safetensors --match order",
        })
final class TensorTable implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = "--weights",
            paramLabel = "WEIGHTS",
            description = "Show how these fit: a .safetensors file, or a folder with one .npy per tensor.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private MatchOption match;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private PlainFormat format = PlainFormat.TEXT;

    @Mixin
    private HelpOption help;

    TensorTable(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<TensorSpec> needed =
                network.source(terminal).compiled(terminal).network().network().tensors();
        match.requireFile(file.isPresent());
        if (file.isEmpty()) {
            print(needed, Optional.empty());
            return Exit.OK;
        }
        Weights weights = MatchOption.read(file.get(), terminal);
        try {
            Map<String, String> pairs = match.byOrder() ? weights.pairedByOrder(needed) : byName(weights, needed);
            print(needed, Optional.of(pairs));
            if (!match.byOrder()) {
                weights.matching(needed);
            }
            return Exit.OK;
        } catch (WeightsException e) {
            String heading = e.getMessage().lines().findFirst().orElse("");
            terminal.error(heading + e.problems().stream().collect(Collectors.joining("\n  ", "\n  ", "")));
            return Exit.USER;
        }
    }

    /** Those that are there and have the right shape. */
    private static Map<String, String> byName(Weights weights, List<TensorSpec> needed) {
        Set<TensorSpec> found = new HashSet<>(weights.specs());
        return needed.stream()
                .filter(found::contains)
                .collect(Collectors.toMap(TensorSpec::name, TensorSpec::name, (a, b) -> a, LinkedHashMap::new));
    }

    private void print(List<TensorSpec> needed, Optional<Map<String, String>> pairs) throws IOException {
        long numbers = needed.stream().mapToLong(TensorSpec::size).sum();
        if (format == PlainFormat.JSON) {
            JsonText.write(terminal.out(), json(needed, pairs, numbers));
            return;
        }
        List<TextTable.Column> columns = new ArrayList<>(List.of(
                new TextTable.Column("tensor", false, true),
                new TextTable.Column("shape", false, true),
                new TextTable.Column("count", true, false)));
        pairs.ifPresent(given -> columns.add(new TextTable.Column("in the file", false, true)));
        List<List<String>> rows = new ArrayList<>();
        for (TensorSpec spec : needed) {
            List<String> row =
                    new ArrayList<>(List.of(spec.name(), spec.shape().toString(), Figures.count(spec.size())));
            pairs.ifPresent(given -> row.add(given.getOrDefault(spec.name(), "-")));
            rows.add(row);
        }
        new TextTable(columns, rows).text().forEach(line -> terminal.print(Printable.line(line)));
        terminal.print("");
        terminal.print(needed.size() + (needed.size() == 1 ? " tensor, " : " tensors, ") + Figures.count(numbers)
                + " numbers, " + Figures.bytes(4 * numbers));
    }

    private static JsonObject json(List<TensorSpec> needed, Optional<Map<String, String>> pairs, long numbers) {
        List<JsonObject> tensors = new ArrayList<>();
        for (TensorSpec spec : needed) {
            JsonObject tensor = new JsonObject()
                    .with("name", spec.name())
                    .with("shape", spec.shape())
                    .with("count", spec.size());
            pairs.map(given -> given.get(spec.name())).ifPresent(found -> tensor.with("found", found));
            tensors.add(tensor);
        }
        return new JsonObject().with("tensors", tensors).with("numbers", numbers);
    }
}
