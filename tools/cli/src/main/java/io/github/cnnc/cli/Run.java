package io.github.cnnc.cli;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc run FILE INPUT...}: what does the network say? */
@Command(
        sortOptions = false,
        customSynopsis = {"cnnc run [OPTIONS] FILE INPUT...", "       cnnc run [OPTIONS] -e FORMULA INPUT..."},
        description = "Run a network on pictures, folders of pictures, or .npy arrays.",
        footer = {
            "A picture of another size is resized and cropped around its centre. An .npy array has the shape [depth,"
                    + " height, width] and, like a picture, values from 0 to 255, to which the file's scale, mean and std"
                    + " apply; with --raw-input it goes in as it is. For one input the first line is the best class and its probability;"
                    + " for several there is one line each.",
            "",
            "@|bold Examples|@",
            "  cnnc run samples/lenet5/lenet5.cnn samples/lenet5/seven.png",
            "  cnnc run samples/lenet5/lenet5.cnn samples/lenet5 --format json",
            "  cnnc run samples/filters/edge2.cnn samples/filters/house.png -o edges.png",
            "  cnnc run -e 'FILTER(sharpen)' --input 192x128x3 \\",
            "      samples/filters/house.png -o sharp.png",
        })
final class Run implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            index = "0..*",
            paramLabel = "FILE INPUT",
            hideParamSyntax = true,
            description = "The .cnn file (none with -e), then pictures, folders, .npy files.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private WeightsSource weights;

    @Option(
            names = "--raw-input",
            description = "The .npy arrays are normalised already: do not apply the scale, mean and std of the FILE.")
    private boolean rawInput;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Write the output volume: .png, .jpg or .bmp for a depth of 1 or 3, .npy for any.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private PlainFormatOption format;

    @Option(names = "--all", description = "With --format json: the whole output too, not only the best five.")
    private boolean all;

    @Mixin
    private SourceOptions beside;

    @Mixin
    private HelpOption help;

    Run(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Source source = source();
        List<Path> named = beside.formula().isPresent() ? paths : paths.subList(1, paths.size());
        if (named.isEmpty()) {
            throw new UserError("an INPUT is missing: a picture, a folder of pictures or an .npy file");
        }
        if (all && !format.json()) {
            throw new UserError("--all goes with --format json");
        }
        Optional<Destination> to = output.map(OutputFile::destination);
        Inputs inputs = Inputs.of(named);
        if (output.isPresent() && !inputs.single()) {
            throw new UserError(
                    "-o writes one output, and there are " + inputs.files().size() + " inputs");
        }
        to.ifPresent(destination -> destination.requireNoneOf(inputs.files()));
        weights.file(source).ifPresent(read -> to.ifPresent(destination -> destination.requireNoneOf(List.of(read))));
        Compilation compilation = source.planned(terminal);
        to.ifPresent(destination -> destination.requireNoneOf(source.files()));
        Network network = compilation.network().network();
        Weights given = weights.weights(source, network, terminal);
        Model model = (rawInput ? compilation.withRawInput() : compilation).load(given);
        InputReader reader = new InputReader(model.input(), !network.input().isPlain(), rawInput, terminal);
        Optional<OutputFile> file = to.map(destination -> new OutputFile(destination, model));
        file.ifPresent(OutputFile::requireFits);
        boolean good = predict(model, reader, inputs, file);
        if (inputs.skipped() > 0) {
            terminal.note("skipped " + inputs.skipped() + (inputs.skipped() == 1 ? " file that is" : " files that are")
                    + " neither a picture nor .npy");
        }
        return good ? Exit.OK : Exit.USER;
    }

    private Source source() {
        if (beside.formula().isPresent()) {
            return beside.typed().orElseThrow();
        }
        if (paths.isEmpty()) {
            throw new UserError("a FILE or -e FORMULA is missing, and an INPUT");
        }
        return beside.file(paths.get(0), terminal);
    }

    // -- one input after the other ----------------------------------------------------------------------------------

    /** Whether all went well; an input that cannot be read does not stop the others. */
    private boolean predict(Model model, InputReader reader, Inputs inputs, Optional<OutputFile> to)
            throws IOException {
        Answers answers = answers(model, inputs);
        boolean good = true;
        for (Path file : inputs.files()) {
            Answer answer;
            try {
                answer = new Answer(file, model.predict(reader.read(file)));
            } catch (IOException | RuntimeException e) {
                String problem = InputReader.problem(e);
                terminal.error(problem);
                answers.failed(file, problem);
                good = false;
                continue;
            }
            answers.add(answer);
            if (to.isPresent()) {
                to.get().write(answer.output(), terminal);
            }
        }
        answers.end();
        return good;
    }

    private Answers answers(Model model, Inputs inputs) {
        Volume volume = model.output();
        if (format.json()) {
            return new JsonAnswers(terminal, model, all);
        }
        if (volume.width() > 1 || volume.height() > 1) {
            return new VolumeAnswers(terminal, model, output.isPresent());
        }
        return inputs.single() ? new SingleAnswer(terminal, model) : new AnswerLines(terminal, model);
    }
}
