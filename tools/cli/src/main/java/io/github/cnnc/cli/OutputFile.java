package io.github.cnnc.cli;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Volume;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The file that an output volume goes into, as a picture or as numbers. */
record OutputFile(Destination to, Model model) {

    private static final List<String> PICTURES = List.of("png", "jpg", "jpeg", "bmp");

    /** Throws a {@link UserError} where the file's name does not say what to write, or it cannot be written. */
    static Destination destination(Path file) {
        String suffix = suffix(file);
        if (!suffix.equals("npy") && !PICTURES.contains(suffix)) {
            throw new UserError("-o " + file + ": the name must end in .png, .jpg, .bmp or .npy");
        }
        return Destination.of(file);
    }

    private static String suffix(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** Throws a {@link UserError} where the output cannot be what the file's name says. */
    void requireFits() {
        int depth = model.output().depth();
        if (!suffix(to.shown()).equals("npy") && depth != 1 && depth != 3) {
            throw new UserError("a picture has a depth of 1 or 3, and this output is " + model.output()
                    + "\nwrite it as numbers: -o out.npy");
        }
    }

    /** Writes the volume. */
    void write(float[] output, Terminal terminal) {
        Volume volume = model.output();
        if (suffix(to.shown()).equals("npy")) {
            Tensor tensor = new Tensor(List.of(volume.depth(), volume.height(), volume.width()), output);
            to.write(out -> Npy.write(out, tensor));
        } else {
            picture(output, terminal);
        }
        terminal.note("wrote " + to.shown() + ", " + volume);
    }

    private void picture(float[] output, Terminal terminal) {
        Volume volume = model.output();
        boolean turned = volume.depth() == 3 && model.input().channels() == InputFormat.Channels.BGR;
        BufferedImage image = turned
                ? Pictures.toImage(output, new InputFormat(volume, InputFormat.Channels.BGR))
                : Pictures.toImage(output, volume);
        if (isDark(output)) {
            terminal.warn("no value is above 1, and a picture shows 0 to 255: it will look black");
        }
        String suffix = suffix(to.shown());
        to.write(out -> {
            // In memory: the JDK would make a file of its own, in a folder that may be full, too.
            try (ImageOutputStream pixels = new MemoryCacheImageOutputStream(out)) {
                if (!ImageIO.write(image, suffix, pixels)) {
                    throw new UserError("this JVM does not write ." + suffix + " pictures");
                }
            }
        });
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
