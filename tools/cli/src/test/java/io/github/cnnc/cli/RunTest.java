package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static final String ADVICE = "give them with --weights WEIGHTS, or try the network with --random-weights\n";

    @TempDir
    Path folder;

    @Test
    void theFirstLineIsTheBestClassAndItsProbability() {
        Ran ran = Ran.of("run", Ran.LENET, Ran.SEVEN);

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.lines()).hasSize(7).startsWith("7  1.0000", "", "  7  1.0000  " + "\u2588".repeat(20));
    }

    @Test
    void aFolderIsOneLineEachByName() throws IOException {
        Files.copy(Ran.SEVEN, folder.resolve("b.png"));
        Files.copy(Ran.ROOT.resolve("samples/lenet5/two.png"), folder.resolve("a.png"));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        Files.writeString(folder.resolve("._a.png"), "what macOS keeps beside a.png");

        Ran ran = Ran.of("run", Ran.LENET, folder);

        assertThat(ran.lines())
                .containsExactly("2  1.0000  " + folder.resolve("a.png"), "7  1.0000  " + folder.resolve("b.png"));
        assertThat(ran.err()).isEqualTo("skipped 1 file that is neither a picture nor .npy\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void anUnreadablePictureDoesNotStopTheOthers() throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.png"), Arrays.copyOf(Files.readAllBytes(Ran.SEVEN), 100));

        Ran ran = Ran.of("run", Ran.LENET, damaged, folder.resolve("missing.png"), Ran.SEVEN);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.lines()).containsExactly("7  1.0000  " + Ran.SEVEN);
        assertThat(ran.err())
                .contains("error: " + damaged + ": is damaged")
                .contains("error: there is no file " + folder.resolve("missing.png"));
    }

    @Test
    void jsonHasTheBestFiveAndOnRequestAll() throws IOException {
        JsonNode some = json(Ran.of("run", Ran.LENET, Ran.SEVEN, "--format", "json"));
        JsonNode all = json(Ran.of("run", Ran.LENET, Ran.SEVEN, "--format", "json", "--all"));

        assertThat(some.get("model").asText()).isEqualTo("LeNet5");
        assertThat(some.get("input").asText()).isEqualTo("28x28x1");
        assertThat(some.at("/results/0/file").asText()).isEqualTo(Ran.SEVEN.toString());
        assertThat(some.at("/results/0/top")).hasSize(5);
        assertThat(some.at("/results/0/top/0/index").asInt()).isEqualTo(7);
        assertThat(some.at("/results/0/top/0/label").asText()).isEqualTo("7");
        assertThat(some.at("/results/0/top/0/score").asDouble()).isBetween(0.99, 1.0);
        assertThat(some.at("/results/0").has("output")).isFalse();
        assertThat(all.at("/results/0/output")).hasSize(10);
    }

    @Test
    void jsonSaysWhichInputFailed() throws IOException {
        Ran ran = Ran.of("run", Ran.LENET, "missing.png", Ran.SEVEN, "--format", "json");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(json(ran).at("/results/0/error").asText()).isEqualTo("there is no file missing.png");
        assertThat(json(ran).at("/results/1/top/0/index").asInt()).isEqualTo(7);
    }

    // -- weights ----------------------------------------------------------------------------------------------------

    @Test
    void missingWeightsAreNamed() throws IOException {
        Path alone = Files.copy(Ran.LENET, folder.resolve("net.cnn"));

        assertThat(Ran.of("run", alone, Ran.SEVEN))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "error: the weights of LeNet5 are missing: there is no file "
                                + folder.resolve("net.safetensors") + "\n" + ADVICE));
        assertThat(Ran.of("run", alone, Ran.SEVEN, "--weights", Ran.WEIGHTS).lines())
                .startsWith("7  1.0000");
        assertThat(Ran.of("run", alone, Ran.SEVEN, "--weights", "none.safetensors")
                        .err())
                .isEqualTo("error: there is no weights file none.safetensors\n");
    }

    @Test
    void aFormulaHasNoWeightsBesideIt() {
        assertThat(Ran.of("run", "-e", "FC(2)", "--input", "28x28x1", Ran.SEVEN))
                .isEqualTo(new Ran(1, "", "error: no weights file is beside a formula\n" + ADVICE));
    }

    @Test
    void damagedWeightsAndThoseOfAnotherNetworkAreSaid() {
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "--weights", Ran.SEVEN).err())
                .startsWith("error: " + Ran.SEVEN + ": ")
                .doesNotContain("Exception");
        assertThat(Ran.of("run", "-e", "FC(2)", "--input", "28x28x1", Ran.SEVEN, "--weights", Ran.WEIGHTS)
                        .err())
                .contains("not the tensors of this network");
    }

    @Test
    void randomWeightsComeWithAWarningAndAnOptionalSeed() {
        Ran first = Ran.of("run", "-e", "FC(5)", "--input", "28x28x1", "--random-weights", Ran.SEVEN);
        Ran again = Ran.of("run", "-e", "FC(5)", "--input", "28x28x1", Ran.SEVEN, "--random-weights", "1");
        Ran other = Ran.of("run", "-e", "FC(5)", "--input", "28x28x1", "--random-weights=2", Ran.SEVEN);

        assertThat(first.err()).isEqualTo("warning: the weights are random: the answer means nothing\n");
        assertThat(first.code()).isZero();
        assertThat(again).isEqualTo(first);
        assertThat(other.out()).isNotEqualTo(first.out());
    }

    // -- arrays -----------------------------------------------------------------------------------------------------

    @Test
    void anArrayGoesInAsItIsInAnyShapeThatMeansTheInput() throws IOException {
        float[] numbers = {1, 2, 3, 4, 5, 6};
        for (List<Integer> shape : List.of(List.of(1, 2, 3), List.of(1, 1, 2, 3), List.of(2, 3))) {
            Path file = folder.resolve("in.npy");
            Npy.write(file, new Tensor(shape, numbers));

            Ran ran = Ran.of("run", "-e", "GAP", "--input", "3x2x1", file);

            assertThat(ran).as("%s", shape).isEqualTo(new Ran(0, "0  3.5000\n", ""));
        }
    }

    @Test
    void anArrayOfAnotherShapeIsToldWhichIsNeeded() throws IOException {
        Path file = folder.resolve("in.npy");
        Npy.write(file, new Tensor(List.of(2, 3, 1), new float[6]));

        assertThat(Ran.of("run", "-e", "GAP", "--input", "3x2x1", file).err())
                .isEqualTo("error: " + file + ": has the shape [2, 3, 1], the input of 3x2x1 needs"
                        + " [depth, height, width] = [1, 2, 3]\n");
    }

    @Test
    void aDamagedArrayIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("in.npy"), "no numbers");

        assertThat(Ran.of("run", "-e", "GAP", "--input", "3x2x1", file))
                .isEqualTo(new Ran(1, "", "error: " + file + ": is no .npy file: it does not begin with \\x93NUMPY\n"));
    }

    @Test
    void anInputThatIsNoPictureTakesNone() {
        assertThat(Ran.of("run", "-e", "GAP", "--input", "3x2x2", Ran.SEVEN).err())
                .isEqualTo("error: " + Ran.SEVEN + ": the input of 3x2x2 takes no picture, only an .npy array\n");
    }

    /** What PyTorch feeds its own network is normalised; normalising it again gives a wrong answer without a word. */
    @Test
    void anArrayThatIsNormalisedAlreadyIsNoticedAndGoesInRaw() throws IOException {
        Path network = Files.writeString(
                folder.resolve("net.cnn"), "input 2x1x1 gray scale=1/255 mean=[0.5] std=[0.5]\nlayers FLATTEN\n");
        Path pixels = folder.resolve("pixels.npy");
        Path tensor = folder.resolve("tensor.npy");
        Npy.write(pixels, new Tensor(List.of(1, 1, 2), new float[] {0, 255}));
        Npy.write(tensor, new Tensor(List.of(1, 1, 2), new float[] {-1, 0.75f}));

        assertThat(Ran.of("run", network, pixels))
                .isEqualTo(new Ran(0, "1  1.0000\n\n  1   1.0000\n  0  -1.0000\n", ""));
        Ran twice = Ran.of("run", network, tensor);
        assertThat(twice.err())
                .isEqualTo("warning: " + tensor + ": all values lie within -4 to 4, and this network takes pixels, 0 to"
                        + " 255, which it scales itself\nif they are normalised already, as a tensor of PyTorch is, give"
                        + " --raw-input\n");
        Ran raw = Ran.of("run", network, "--raw-input", tensor);
        assertThat(raw.err()).isEmpty();
        assertThat(raw.out()).startsWith("1  0.7500\n");
        assertThat(Ran.of("run", Ran.LENET, "--raw-input", Ran.SEVEN).err())
                .isEqualTo("error: " + Ran.SEVEN + ": --raw-input goes with .npy arrays, and this is none: a picture's"
                        + " values are 0 to 255, not normalised\n");
    }

    @Test
    void anArrayFarLargerThanTheInputIsRefusedUnread() throws IOException {
        Path file = folder.resolve("huge.npy");
        Npy.write(file, new Tensor(List.of(1), new float[1]));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 33);
        }

        assertThat(Ran.of("run", "-e", "GAP", "--input", "3x2x1", file))
                .isEqualTo(new Ran(1, "", "error: " + file + ": has 8.0 GB, far more than the input of 3x2x1 needs\n"));
    }

    @Test
    void whatNeverEndsIsNotReadThroughALinkEither() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        Path array = Files.createSymbolicLink(folder.resolve("endless.npy"), Path.of("/dev/zero"));
        Path picture = Files.createSymbolicLink(folder.resolve("endless.png"), Path.of("/dev/zero"));
        Path tensors = Files.createSymbolicLink(folder.resolve("endless.safetensors"), Path.of("/dev/zero"));

        for (Path input : List.of(array, picture)) {
            assertThat(Ran.of("run", Ran.LENET, input))
                    .isEqualTo(new Ran(1, "", "error: " + input + ": is no regular file, but a device or pipe\n"));
        }
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "--weights", tensors))
                .isEqualTo(new Ran(1, "", "error: " + tensors + ": is no regular file, but a device or pipe\n"));
        assertThat(Ran.of("eval", Ran.LENET, "--images", picture, "--labels", picture)
                        .err())
                .isEqualTo("error: " + picture + " is no regular file\n");
    }

    // -- volumes ----------------------------------------------------------------------------------------------------

    @Test
    void aVolumeIsDescribedAndHowToWriteItIsSaid() {
        Ran ran = Ran.of("run", "-e", "FILTER(identity)", "--input", "28x28x1", Ran.SEVEN);

        assertThat(ran.out()).isEqualTo("28x28x1, values from 0.0000 to 255.0000, " + Ran.SEVEN + "\n");
        assertThat(ran.err()).contains("-o out.png").contains("-o out.npy");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aFilterWritesAPicture() throws IOException {
        Path out = folder.resolve("out.png");

        Ran ran = Ran.of("run", "-e", "FILTER(identity)", "--input", "28x28x1", Ran.SEVEN, "-o", out);

        assertThat(ran.code()).isZero();
        BufferedImage before = ImageIO.read(Ran.SEVEN.toFile());
        BufferedImage after = ImageIO.read(out.toFile());
        assertThat(after.getWidth()).isEqualTo(28);
        for (int i = 0; i < 28; i++) {
            assertThat(after.getRaster().getSample(i, 14, 0))
                    .isEqualTo(before.getRaster().getSample(i, 14, 0));
        }
    }

    @Test
    void numbersAreWrittenInOrderOfDepthHeightWidth() throws IOException {
        Path out = folder.resolve("out.npy");

        Ran ran = Ran.of("run", "-e", "FILTER(identity)", "--input", "28x28x1", Ran.SEVEN, "-o", out);

        assertThat(ran.err()).isEqualTo("wrote " + out + ", 28x28x1\n");
        assertThat(Npy.read(out).shape()).containsExactly(1, 28, 28);
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeAnythingRuns() {
        Path gif = folder.resolve("out.gif");
        Path nowhere = folder.resolve("none/out.png");
        Path png = folder.resolve("out.png");

        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "-o", gif).err())
                .isEqualTo("error: -o " + gif + ": the name must end in .png, .jpg, .bmp or .npy\n");
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "-o", nowhere).err()).contains("there is no folder");
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, "-o", png))
                .isEqualTo(new Ran(
                        1,
                        "",
                        "error: a picture has a depth of 1 or 3, and this output is 1x1x10\n"
                                + "write it as numbers: -o out.npy\n"));
        assertThat(Ran.of("run", Ran.LENET, Ran.SEVEN, Ran.SEVEN, "-o", png).err())
                .isEqualTo("error: -o writes one output, and there are 2 inputs\n");
    }

    @Test
    void anInputIsNeeded() {
        assertThat(Ran.of("run", Ran.LENET).err()).startsWith("error: an INPUT is missing");
        assertThat(Ran.of("run").err()).startsWith("error: a FILE or -e FORMULA is missing");
        assertThat(Ran.of("run", Ran.LENET, folder).err())
                .isEqualTo("error: there are no pictures in " + folder + "\n");
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }
}
