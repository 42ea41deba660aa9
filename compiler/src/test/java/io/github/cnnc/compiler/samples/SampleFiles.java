package io.github.cnnc.compiler.samples;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's samples. */
public final class SampleFiles {

    private static final Path FOLDER = Path.of(System.getProperty("cnnc.root")).resolve("samples");

    /** What the bare formula needs from outside. */
    private static final Map<String, Options> OPTIONS = Map.of(
            "lecture/formula.cnn",
            Options.NONE.define("N", "2").define("M", "3").define("K", "1").input("32x32x3"));

    /**
     * The reference evaluates without haste, so the zoo's networks and VGG-16 see small pictures: 32x32, and where that does
     * not fit, these.
     */
    private static final Map<String, String> LARGER = Map.of(
            "zoo/alexnet.cnn", "64x64x3",
            "zoo/alexnet_towers.cnn", "64x64x3",
            "zoo/zfnet.cnn", "64x64x3",
            "zoo/inception_v3.cnn", "75x75x3",
            "zoo/lenet5.cnn", "32x32x1",
            "zoo/unet.cnn", "32x32x1",
            "zoo/senet_block.cnn", "7x7x256");

    private SampleFiles() {}

    /** A file of the samples folder. */
    public static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /** Every sample that compiles, by its path below the samples folder. The zoo's blocks are no networks. */
    public static List<String> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".cnn"))
                    .map(f -> FOLDER.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> !f.startsWith("bad/") && !f.startsWith("zoo/blocks/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample, compiled. */
    public static Compilation compile(String name) {
        return compile(name, Options.NONE);
    }

    /** A sample, compiled. */
    public static Compilation compile(String name, Options options) {
        return Cnnc.compile(path(name), options);
    }

    /**
     * The scores of a network: without the softmax at its end, if it has one, whose exponentials hide small differences and
     * multiply others.
     */
    public static Compilation compileScores(String name, Options options) {
        Compilation scores = compile(name, options.withLogits());
        return scores.succeeded() ? scores : compile(name, options);
    }

    /** Networks for pictures of 224x224 and the like. */
    static boolean isLarge(String sample) {
        return sample.startsWith("zoo/") || sample.startsWith("vgg16");
    }

    /** What a sample needs from outside. */
    static Options options(String sample) {
        return OPTIONS.getOrDefault(sample, Options.NONE);
    }

    /** The sample itself, or a large one for a small picture. */
    public static Compilation compileSmall(String sample) {
        return isLarge(sample)
                ? compileScores(sample, Options.NONE.input(LARGER.getOrDefault(sample, "32x32x3")))
                : compile(sample, options(sample));
    }
}
