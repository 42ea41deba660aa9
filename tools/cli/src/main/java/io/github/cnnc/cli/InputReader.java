package io.github.cnnc.cli;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.PictureException;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads one input of a network from an untrusted file. */
record InputReader(InputFormat format) {

    /** The input, CHW. */
    float[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a folder");
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
            return array(file);
        }
        if (format.channels() == InputFormat.Channels.NONE) {
            throw new UserError(file + ": the input of " + format.volume() + " takes no picture, only an .npy array");
        }
        return Pictures.read(file, format);
    }

    private float[] array(Path file) throws IOException {
        Tensor tensor = Npy.read(file);
        Volume volume = format.volume();
        List<Integer> chw = List.of(volume.depth(), volume.height(), volume.width());
        List<Integer> shape = tensor.shape();
        boolean fits = shape.equals(chw)
                || shape.size() == 4 && shape.get(0) == 1 && shape.subList(1, 4).equals(chw)
                || volume.depth() == 1 && shape.equals(chw.subList(1, 3))
                || volume.width() == 1 && volume.height() == 1 && shape.equals(chw.subList(0, 1));
        if (!fits) {
            throw new UserError(file + ": has the shape " + shape + ", the input of " + volume
                    + " needs [depth, height, width] = " + chw);
        }
        return tensor.data();
    }

    /** What is wrong with an input, in words; what nobody can mend is thrown on. */
    static String problem(Exception e) {
        if (e instanceof IOException io) {
            return FileMessage.of(io);
        }
        if (e instanceof UserError || e instanceof PictureException || e instanceof WeightsException) {
            return e.getMessage();
        }
        throw (RuntimeException) e;
    }
}
