package io.github.cnnc.cli;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.kernel.ScheduleText;
import io.github.cnnc.compiler.plan.TunedSchedules;
import io.github.cnnc.compiler.tune.Comparison;
import io.github.cnnc.compiler.tune.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc tune FILE}: which schedules are the fastest here? */
@Command(
        customSynopsis = "cnnc tune [OPTIONS] FILE",
        sortOptions = false,
        description = "Measure the schedules of each operation on this machine, and keep the fastest in a file.",
        footer = {
            "Every command uses the .tune beside a FILE, or that of --schedules; it can be committed. It has lines for the widths of"
                    + " vectors that it was made with: tune on each kind of machine, and lines of the others stay. A line that no"
                    + " longer fits the network is not used, with a warning. Measuring takes some seconds for each operation"
                    + " that is different; better let the machine do nothing else.",
            "",
            "@|bold Examples|@",
            "  cnnc tune samples/cifar_vgg.cnn",
            "  cnnc tune samples/vgg16.cnn -o vgg16.tune",
        })
final class Tune implements Callable<Integer> {

    /** A network may be slower by this part, and it is noise. */
    private static final double NOISE = -0.02;

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "TUNE",
            description = "The file to write; the .tune beside the FILE if not given.")
    private Optional<Path> output = Optional.empty();

    @Mixin
    private LanesOption lanes;

    @Mixin
    private PlainFormatOption format;

    @Mixin
    private HelpOption help;

    Tune(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Source source = network.source(terminal).lanes(lanes.runnable());
        Path file = output.or(() -> source.path().map(ScheduleFile::beside))
                .orElseThrow(() -> new UserError(
                        "there is no file that a .tune could lie beside: say with -o TUNE where to write"));
        Destination to = Destination.of(file, ".tune");
        lanes.advise(terminal);
        Compilation compilation = source.compiled(terminal);
        to.requireNoneOf(source.networkFiles());
        TuneFile old = TuneFile.read(file, terminal);
        List<Decision> decisions = compilation.tune(decision -> terminal.note(line(decision)));
        TunedSchedules found = old.schedules()
                .replaced(
                        source.options().lanes(),
                        decisions.stream()
                                .map(decision -> decision.entry(source.options().lanes()))
                                .toList());
        Optional<Comparison> comparison = decisions.stream().anyMatch(Decision::changed)
                ? Optional.of(compilation.compare(found))
                : Optional.empty();
        boolean slower = comparison.isPresent() && comparison.get().saved() < NOISE;
        if (!slower) {
            to.write(found.text(old.comments(source.options().lanes())));
        }
        if (format.json()) {
            JsonText.write(terminal.out(), json(decisions, comparison, slower ? Optional.empty() : Optional.of(file)));
        } else {
            say(decisions, comparison, slower, file);
        }
        return Exit.OK;
    }

    private static String line(Decision decision) {
        String time = micros(decision.estimatedNanos());
        String names = decision.layers().get(0)
                + (decision.layers().size() == 1
                        ? ""
                        : " and " + (decision.layers().size() - 1) + " more");
        return names + ": "
                + (decision.changed()
                        ? decision.estimated() + " " + time + ", " + decision.fastest() + " "
                                + micros(decision.fastestNanos())
                        : decision.estimated() + " " + time + " stays")
                + " (of " + decision.measured() + ")";
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%,.1f us", nanos / 1e3);
    }

    private void say(List<Decision> decisions, Optional<Comparison> comparison, boolean slower, Path file) {
        long changed = decisions.stream().filter(Decision::changed).count();
        terminal.print(decisions.size() + " different operations measured, " + changed
                + " with another schedule than the estimated one");
        comparison.ifPresent(c -> terminal.print(String.format(
                Locale.ROOT,
                "the network takes %s instead of %s: %.1f %% %s (medians of %d runs in turn)",
                micros(c.medianAfter()),
                micros(c.medianBefore()),
                100 * Math.abs(c.saved()),
                c.saved() < 0 ? "more" : "less",
                c.before().length)));
        terminal.print(slower ? "nothing was written: together they do not pay" : file + " written");
    }

    private JsonObject json(List<Decision> decisions, Optional<Comparison> comparison, Optional<Path> file) {
        List<JsonObject> operations = new ArrayList<>();
        for (Decision decision : decisions) {
            operations.add(new JsonObject()
                    .with("operation", decision.operation())
                    .with("layers", decision.layers())
                    .with("estimated", ScheduleText.of(decision.estimated()))
                    .with("fastest", ScheduleText.of(decision.fastest()))
                    .with("estimated_us", decision.estimatedNanos() / 1e3)
                    .with("fastest_us", decision.fastestNanos() / 1e3)
                    .with("measured", decision.measured()));
        }
        JsonObject json = new JsonObject().with("operations", operations);
        comparison.ifPresent(c -> json.with("before_ms", c.medianBefore() / 1e6)
                .with("after_ms", c.medianAfter() / 1e6)
                .with("saved", c.saved()));
        file.ifPresent(written -> json.with("file", written.toString()));
        return json.with("cpu", Machine.cpu()).with("jdk", Machine.jdk());
    }

    /**
     * The file as it was.
     *
     * @param machines the comments that say on which machines it was made
     */
    private record TuneFile(TunedSchedules schedules, List<String> machines) {

        private static final String HEADER = "lanes | operation | schedule, measured by cnnc tune";

        static TuneFile read(Path path, Terminal terminal) throws IOException {
            if (!Files.exists(path)) {
                return new TuneFile(TunedSchedules.NONE, List.of());
            }
            TunedSchedules schedules = ScheduleFile.read(path);
            schedules.ignored().forEach(ignored -> terminal.warn("left out: " + ignored));
            List<String> machines = Files.readString(path)
                    .lines()
                    .filter(line -> line.matches("# (16|8|4|1) lanes: .*"))
                    .map(line -> line.substring(2))
                    .toList();
            return new TuneFile(schedules, machines);
        }

        /** Those of a file that has schedules of this machine, too. */
        List<String> comments(int lanes) {
            List<String> comments = new ArrayList<>(List.of(HEADER));
            machines.stream()
                    .filter(line -> !line.startsWith(lanes + " lanes: "))
                    .forEach(comments::add);
            comments.add(lanes + " lanes: " + Machine.cpu() + ", " + Machine.jdk());
            return comments;
        }
    }
}
