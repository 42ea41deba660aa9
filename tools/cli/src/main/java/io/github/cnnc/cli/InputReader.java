package io.github.cnnc.cli;

import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.Npy;
import io.github.cnnc.runtime.PictureException;
import io.github.cnnc.runtime.Pictures;
import io.github.cnnc.runtime.Tensor;
import io.github.cnnc.runtime.Volume;
import io.github.cnnc.runtime.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads one input of a network from an untrusted file.
 *
 * @param normalises whether the network scales its input itself
 * @param rawInput whether inputs are normalised already: arrays only
 */
record InputReader(InputFormat format, boolean normalises, boolean rawInput, Terminal terminal) {

    /** Arrays that were normalised lie within, pixels from 0 to 255 do not. */
    private static final float NORMALISED = 4;

    /** In bytes: past it, and past eight for each number and the header, an array is refused unread. */
    private static final long LARGEST_ARRAY = 1 << 28;

    /** The input, CHW. */
    float[] read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a folder");
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
            float[] array = array(file);
            warnOfNormalised(file, array);
            return array;
        }
        if (rawInput) {
            throw new UserError(
                    file + ": --raw-input goes with .npy arrays, and this is none: a picture's values are 0 to"
                            + " 255, not normalised");
        }
        if (format.channels() == InputFormat.Channels.NONE) {
            throw new UserError(file + ": the input of " + format.volume() + " takes no picture, only an .npy array");
        }
        return Pictures.read(file, format);
    }

    private void warnOfNormalised(Path file, float[] array) {
        boolean small = true;
        for (float value : array) {
            small &= Math.abs(value) <= NORMALISED;
        }
        if (small && normalises && !rawInput && format.channels() != InputFormat.Channels.NONE) {
            terminal.warn(
                    file + ": all values lie within -4 to 4, and this network takes pixels, 0 to 255, which it scales"
                            + " itself\nif they are normalised already, as a tensor of PyTorch is, give --raw-input");
        }
    }

    private float[] array(Path file) throws IOException {
        long most = Math.max(LARGEST_ARRAY, 8L * format.volume().size() + (1 << 17));
        if (Files.isRegularFile(file) && Files.size(file) > most) {
            throw new UserError(file + ": has " + Figures.bytes(Files.size(file)) + ", far more than the input of "
                    + format.volume() + " needs");
        }
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
        if (e instanceof UserError
                || e instanceof UncheckedIOException
                || e instanceof PictureException
                || e instanceof WeightsException) {
            return e.getMessage();
        }
        throw (RuntimeException) e;
    }
}
