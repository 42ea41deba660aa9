package io.github.cnnc.cli;

import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Prediction;
import io.github.cnnc.runtime.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc eval FILE}: how often is it right? */
@Command(
        customSynopsis = "cnnc eval [OPTIONS] FILE --images IDX --labels IDX",
        sortOptions = false,
        description = "Count a network's right answers on a labelled set in MNIST's format.",
        footer = {
            "Images are an idx3-ubyte file, labels an idx1-ubyte file, each gzipped or not. Pixels go in as they are,"
                    + " 0 to 255; label n is the n-th channel of the output, from 0.",
            "",
            "@|bold Examples|@",
            "  cnnc eval samples/lenet5/lenet5.cnn \\",
            "      --images t10k-images-idx3-ubyte.gz --labels t10k-labels-idx1-ubyte.gz",
        })
final class Eval implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(names = "--images", paramLabel = "IDX", required = true, description = "The images.")
    private Path images;

    @Option(names = "--labels", paramLabel = "IDX", required = true, description = "The right answers.")
    private Path labels;

    @Mixin
    private WeightsSource weights;

    @Mixin
    private PlainFormatOption format;

    @Mixin
    private HelpOption help;

    Eval(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Source source = network.source(terminal);
        Compilation compilation = source.planned(terminal);
        Model model =
                compilation.load(weights.weights(source, compilation.network().network(), terminal));
        try (IdxReader pixels = IdxReader.open(images, 3);
                IdxReader answers = IdxReader.open(labels, 1)) {
            requireFit(model, pixels, answers);
            VectorModule.advise(terminal);
            int right = right(model, pixels, answers);
            if (format.json()) {
                JsonText.write(
                        terminal.out(), new JsonObject().with("right", right).with("images", pixels.count()));
            } else {
                terminal.print(String.format(
                        Locale.ROOT,
                        "%d of %d right (%.2f %%)",
                        right,
                        pixels.count(),
                        100.0 * right / pixels.count()));
            }
        }
        return Exit.OK;
    }

    private void requireFit(Model model, IdxReader pixels, IdxReader answers) {
        Volume in = model.input().volume();
        if (in.depth() != 1 || !pixels.itemShape().equals(List.of(in.height(), in.width()))) {
            throw new UserError(images + ": has images of " + pixels.itemShape().get(1) + "x"
                    + pixels.itemShape().get(0) + "x1, " + model.name() + " takes " + in);
        }
        if (pixels.count() != answers.count()) {
            throw new UserError(
                    images + " has " + pixels.count() + " images, " + labels + " has " + answers.count() + " labels");
        }
        if (model.output().width() != 1 || model.output().height() != 1) {
            throw new UserError(model.name() + " gives no classes but a volume of " + model.output());
        }
    }

    private int right(Model model, IdxReader pixels, IdxReader answers) throws IOException {
        byte[] image = new byte[model.input().volume().size()];
        byte[] label = new byte[1];
        float[] in = new float[image.length];
        int right = 0;
        for (int i = 0; i < pixels.count(); i++) {
            pixels.read(image);
            answers.read(label);
            if ((label[0] & 0xff) >= model.output().depth()) {
                throw new UserError(labels + ": label " + i + " is " + (label[0] & 0xff) + ", " + model.name() + " has "
                        + model.output().depth() + " classes");
            }
            for (int p = 0; p < in.length; p++) {
                in[p] = image[p] & 0xff;
            }
            // Without names: two classes may have the same.
            int best = Prediction.top(model.predict(in), List.of(), 1).get(0).index();
            right += best == (label[0] & 0xff) ? 1 : 0;
        }
        pixels.requireEnd();
        answers.requireEnd();
        return right;
    }
}
