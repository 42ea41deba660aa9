package io.github.cnnc.cli;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Volume;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The file that an output volume goes into, as a picture or as numbers. */
record OutputFile(Path file, Model model) {

    private static final List<String> PICTURES = List.of("png", "jpg", "jpeg", "bmp");

    /** Throws a {@link UserError} where the file's name does not say what to write; before anything is computed. */
    static void requireKnown(Path file) {
        String suffix = suffix(file);
        if (!suffix.equals("npy") && !PICTURES.contains(suffix)) {
            throw new UserError("-o " + file + ": the name must end in .png, .jpg, .bmp or .npy");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UserError("-o " + file + ": there is no folder " + folder);
        }
    }

    private static String suffix(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** Throws a {@link UserError} where the output cannot be what the file's name says. */
    void requireFits() {
        int depth = model.output().depth();
        if (!suffix(file).equals("npy") && depth != 1 && depth != 3) {
            throw new UserError("a picture has a depth of 1 or 3, and this output is " + model.output()
                    + "\nwrite it as numbers: -o out.npy");
        }
    }

    /** Writes the volume. */
    void write(float[] output, Terminal terminal) throws IOException {
        Volume volume = model.output();
        if (suffix(file).equals("npy")) {
            Npy.write(file, new Tensor(List.of(volume.depth(), volume.height(), volume.width()), output));
        } else {
            picture(output, terminal);
        }
        terminal.note("wrote " + file + ", " + volume);
    }

    private void picture(float[] output, Terminal terminal) throws IOException {
        Volume volume = model.output();
        boolean turned = volume.depth() == 3 && model.input().channels() == InputFormat.Channels.BGR;
        BufferedImage image = turned
                ? Pictures.toImage(output, new InputFormat(volume, InputFormat.Channels.BGR))
                : Pictures.toImage(output, volume);
        if (isDark(output)) {
            terminal.warn("no value is above 1, and a picture shows 0 to 255: it will look black");
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, suffix(file), out)) {
                throw new UserError("this JVM does not write ." + suffix(file) + " pictures");
            }
        }
    }

    /** Whether values are in the range of probabilities, as a network with {@code scale=1/255} makes them. */
    private static boolean isDark(float[] output) {
        for (float value : output) {
            if (value > 1) {
                return false;
            }
        }
        return true;
    }
}
