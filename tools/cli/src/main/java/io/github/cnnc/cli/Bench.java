package io.github.cnnc.cli;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.explain.PlanExplanation;
import io.github.cnnc.compiler.network.Network;
import io.github.cnnc.compiler.tune.MachinePeak;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import io.github.cnnc.runtime.generated.Simd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc bench FILE}: how fast is it here? */
@Command(
        customSynopsis = {"cnnc bench [OPTIONS] FILE", "       cnnc bench [OPTIONS] -e FORMULA"},
        sortOptions = false,
        description = "Measure how fast a network runs on this machine, and how much memory it takes.",
        footer = {
            "A call is one run of the whole batch. Calls are not measured until the JIT compiler has had its time. Input and,"
                    + " without --weights, weights are random, the same on every run: no layer is faster or slower for that."
                    + " Memory is the largest resident set of the process, with the JVM and the compiler in it.",
            "",
            "With --layers a multiply-accumulate of the direct convolution counts as two operations, whatever the schedule, so that"
                    + " Winograd's can be above the peak. The peak is what generated code reaches here on one core in vectors as wide"
                    + " as there are; memory is compared with what it gives for as many bytes as the layer moves. With several"
                    + " threads a layer ends when all have done their part.",
            "",
            "@|bold Examples|@",
            "  cnnc bench samples/vgg16.cnn",
            "  cnnc bench samples/lenet5/lenet5.cnn --batch 32 --json",
            "  cnnc bench samples/vgg16.cnn --layers",
            "  cnnc bench -e 'CONV(64, 3x3, pad=1)' --input 56x56x64",
        })
final class Bench implements Callable<Integer> {

    /** Of weights and input. */
    private static final long SEED = 1;

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(names = "--threads", paramLabel = "N", description = "Compute with so many threads; 1 if not given.")
    private int threads = 1;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a call; 1 if not given.")
    private int batch = 1;

    @Option(
            names = "--weights",
            paramLabel = "WEIGHTS",
            description = "A .safetensors file, or a folder with one .npy per tensor; random if not given.")
    private Optional<Path> weights = Optional.empty();

    @Mixin
    private MatchOption match;

    @Option(names = "--seconds", paramLabel = "S", description = "Measure for so long; 3 if not given.")
    private double seconds = 3;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Run for so long before that; if not given, until the JIT compiler has had its time.")
    private Optional<Double> warmUp = Optional.empty();

    @Option(
            names = "--layers",
            description = "Measure each layer, in GFLOP/s or, where memory is what it waits for, in GB/s.")
    private boolean layers;

    @Mixin
    private LanesOption lanes;

    @Mixin
    private PlainFormatOption format;

    @Mixin
    private HelpOption help;

    Bench(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        requirePositive("--threads", threads);
        requirePositive("--batch", batch);
        requireSeconds("--seconds", seconds);
        warmUp.ifPresent(given -> requireSeconds("--warm-up", given));
        Compilation compilation =
                network.source(terminal).lanes(lanes.runnable()).planned(terminal);
        lanes.advise(terminal);
        if (layers) {
            layers(compilation);
            return Exit.OK;
        }
        Model model = compilation.load(weights(compilation.network().network()));
        ModelCall call = ModelCall.of(model, threads, batch, SEED);
        BenchReport report = new BenchReport(
                model,
                threads,
                batch,
                weights.map(Path::toString),
                call.workspaceBytes(),
                Measurement.of(call, warmUp, seconds),
                PeakMemory.bytes());
        if (format.json()) {
            JsonText.write(terminal.out(), report.json());
        } else {
            report.text().forEach(terminal::print);
        }
        return Exit.OK;
    }

    private void layers(Compilation compilation) throws IOException {
        if (batch > 1) {
            throw new UserError("--layers measures one image at a time, not a batch of " + batch);
        }
        PlanExplanation explanation = compilation.explainedPlan();
        Model model =
                compilation.loadTimed().model(weights(compilation.network().network()));
        float[] input = ModelCall.image(model.input(), new SplittableRandom(SEED));
        LayerTimes times = LayerTimes.of(model, explanation.steps().size(), threads, input, warmUp, seconds);
        LayerReport report = new LayerReport(explanation, times, threads, new MachinePeak(Simd.vectorWidth()));
        if (format.json()) {
            JsonText.write(terminal.out(), report.json());
        } else {
            report.text().forEach(line -> terminal.print(Printable.line(line)));
        }
    }

    private Weights weights(Network network) throws IOException {
        match.requireFile(weights.isPresent());
        return weights.isPresent()
                ? match.matched(weights.get(), network.tensors(), terminal)
                : Weights.random(network.tensors(), SEED);
    }

    private static void requirePositive(String option, int number) {
        if (number < 1) {
            throw new UserError(option + " needs a number from 1, not " + number);
        }
    }

    private static void requireSeconds(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw new UserError(option + " needs seconds from 0 to 86400, not " + seconds);
        }
    }
}
