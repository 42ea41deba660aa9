package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.ir.Activation;
import io.github.cnnc.compiler.ir.Program;
import io.github.cnnc.compiler.ir.Window;
import io.github.cnnc.compiler.layer.ActivationFunction;
import io.github.cnnc.compiler.layer.PadMode;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random programs: chains and graphs of every operation, with awkward sizes. */
public final class RandomNet {

    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 11, 13, 16};
    private static final int[] DEPTHS = {1, 2, 3, 4, 5, 6, 8, 12};

    /** LRN's beta in quarters. */
    private static final int[] BETAS = {1, 2, 3, 3, 4};

    /** Past this, values are not made larger. */
    private static final int MOST_ELEMENTS = 3_000;

    private final Random random;
    private final Net net;

    private RandomNet(long seed) {
        this.random = new Random(seed);
        this.net = new Net(pick(SIZES), pick(SIZES), pick(DEPTHS));
    }

    public static Program of(long seed) {
        RandomNet random = new RandomNet(seed);
        int ops = random.random.nextInt(9);
        for (int i = 0; i < ops; i++) {
            random.addOp();
        }
        // Mostly the last value; sometimes any, so that it has readers or is the input.
        int output = random.random.nextInt(4) > 0 ? random.net.size() - 1 : random.value();
        return random.net.program(output);
    }

    private int value() {
        return random.nextInt(net.size());
    }

    /** Mostly the newest value, so that networks get deep. */
    private int recent() {
        return random.nextInt(3) > 0 ? net.size() - 1 : value();
    }

    private void addOp() {
        int in = recent();
        Volume v = net.volume(in);
        switch (random.nextInt(23)) {
            case 0, 1, 2, 3 -> conv(in, v);
            case 4 -> depthwise(in, v);
            case 5, 6 -> pool(in, v);
            case 7 -> dense(in);
            case 8 -> net.activate(in, activation(v.depth()));
            case 9 -> net.softmax(in);
            case 10 -> net.affine(in, activation(v.depth()));
            case 11 -> combine(in, v);
            case 12 -> concat(in, v);
            case 13 -> stencil(in, v);
            case 14 -> reshape(in, v);
            case 15 -> net.responseNorm(in, 1 + random.nextInt(7), random.nextDouble(), pick(BETAS) / 4.0, 1);
            case 16, 17 -> pad(in, v);
            case 18 -> crop(in, v);
            case 19 -> upsample(in, v);
            case 20 -> net.shuffle(in, divisor(v.depth()));
            case 21 -> slice(in, v);
            default -> net.normalize(in, 0.5, randoms(v.depth(), 0), randoms(v.depth(), 1));
        }
    }

    private void conv(int in, Volume v) {
        int groups = random.nextInt(3) == 0 ? divisor(v.depth()) : 1;
        int filters = groups * (1 + random.nextInt(random.nextBoolean() ? 5 : 37));
        PadMode mode = mode(v);
        Window window = window(v, mode, true);
        if (random.nextInt(4) == 0 && mode == PadMode.ZEROS) {
            net.convBn(in, filters, window, random.nextBoolean(), activation(filters));
        } else {
            net.conv(in, filters, window, mode, groups, random.nextBoolean(), activation(filters));
        }
    }

    private void dense(int in) {
        int units = 1 + random.nextInt(20);
        net.dense(in, units, random.nextBoolean(), activation(units));
    }

    private void depthwise(int in, Volume v) {
        PadMode mode = mode(v);
        int filters = v.depth() * (1 + random.nextInt(2));
        net.conv(in, filters, window(v, mode, true), mode, v.depth(), random.nextBoolean(), activation(filters));
    }

    private void pool(int in, Volume v) {
        boolean max = random.nextBoolean();
        Window w = random.nextInt(5) == 0
                ? new Window(v.width(), v.height(), v.width(), v.height(), 1, 1, 0, 0, 0, 0)
                : window(v, PadMode.ZEROS, max);
        // A window wholly in the padding cannot occur in pooling: padding stays below the kernel.
        w = new Window(
                w.kernelWidth(),
                w.kernelHeight(),
                w.strideWidth(),
                w.strideHeight(),
                w.dilationWidth(),
                w.dilationHeight(),
                Math.min(w.left(), w.kernelWidth() - 1),
                Math.min(w.right(), w.kernelWidth() - 1),
                Math.min(w.top(), w.kernelHeight() - 1),
                Math.min(w.bottom(), w.kernelHeight() - 1));
        if (w.dilationWidth() > 1 || w.dilationHeight() > 1) {
            w = new Window(
                    w.kernelWidth(),
                    w.kernelHeight(),
                    w.strideWidth(),
                    w.strideHeight(),
                    w.dilationWidth(),
                    w.dilationHeight(),
                    0,
                    0,
                    0,
                    0);
        }
        if (random.nextInt(6) == 0) {
            w = larger(w, v);
        }
        int narrow = v.width() + w.left() + w.right() - (w.kernelWidth() - 1) * w.dilationWidth() - 1;
        int flat = v.height() + w.top() + w.bottom() - (w.kernelHeight() - 1) * w.dilationHeight() - 1;
        // Rounding up, a window may be larger than the padded volume by less than the stride.
        boolean ceil =
                narrow < 0 || flat < 0 || w.dilationWidth() == 1 && w.dilationHeight() == 1 && random.nextBoolean();
        if (narrow <= -w.strideWidth() || flat <= -w.strideHeight()) {
            return;
        }
        if (max) {
            net.maxPool(in, w, ceil, activation(v.depth()));
        } else {
            net.avgPool(in, w, random.nextBoolean(), ceil, activation(v.depth()));
        }
    }

    /** A window that is as large as the padded volume or larger, by less than the stride; it begins in the volume. */
    private Window larger(Window w, Volume v) {
        return new Window(
                v.width() + w.left() + w.right() + random.nextInt(w.strideWidth()),
                v.height() + w.top() + w.bottom() + random.nextInt(w.strideHeight()),
                w.strideWidth(),
                w.strideHeight(),
                1,
                1,
                w.left(),
                w.right(),
                w.top(),
                w.bottom());
    }

    private void combine(int in, Volume v) {
        List<Integer> inputs = new ArrayList<>(List.of(in));
        int count = random.nextInt(3);
        List<Integer> fitting = IntStream.range(0, net.size())
                .filter(i -> net.volume(i).equals(v) || net.volume(i).equals(new Volume(1, 1, v.depth())))
                .boxed()
                .toList();
        for (int i = 0; i < count; i++) {
            inputs.add(random.nextInt(inputs.size() + 1), fitting.get(random.nextInt(fitting.size())));
        }
        if (random.nextInt(3) == 0) {
            Window global = new Window(v.width(), v.height(), 1, 1, 1, 1, 0, 0, 0, 0);
            inputs.add(net.avgPool(in, global, true, false, Activation.NONE));
        }
        if (random.nextBoolean()) {
            net.sum(inputs, activation(v.depth()));
        } else {
            net.product(inputs, activation(v.depth()));
        }
    }

    private void concat(int in, Volume v) {
        List<Integer> inputs = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(4)) {
                case 0 -> inputs.add(in);
                case 1 -> inputs.add(net.activate(in, activation()));
                case 2 -> inputs.add(net.conv(in, 1 + random.nextInt(5), Net.window(1, 0), activation()));
                default -> inputs.add(net.conv(in, 1 + random.nextInt(5), Net.window(3, 1), activation()));
            }
        }
        net.concat(inputs);
    }

    private void stencil(int in, Volume v) {
        PadMode mode = mode(v);
        Window w = window(v, mode, false);
        List<List<Double>> kernel = new ArrayList<>();
        for (int i = 0; i < w.kernelHeight(); i++) {
            kernel.add(randoms(w.kernelWidth(), 0));
        }
        net.stencil(in, w, mode, kernel, activation(v.depth()));
    }

    private void pad(int in, Volume v) {
        PadMode mode = mode(v);
        int columns = mostPad(mode, v.width());
        int rows = mostPad(mode, v.height());
        net.pad(
                in,
                random.nextInt(columns + 1),
                random.nextInt(columns + 1),
                random.nextInt(rows + 1),
                random.nextInt(rows + 1),
                mode,
                random.nextBoolean() ? 0 : random.nextInt(5) - 2.5);
    }

    private static int mostPad(PadMode mode, int size) {
        return switch (mode) {
            case ZEROS, REPLICATE -> 3;
            case REFLECT -> Math.min(3, size - 1);
            case CIRCULAR -> Math.min(3, size);
        };
    }

    private void crop(int in, Volume v) {
        int left = random.nextInt(v.width());
        int top = random.nextInt(v.height());
        net.crop(in, left, top, 1 + random.nextInt(v.width() - left), 1 + random.nextInt(v.height() - top));
    }

    private void slice(int in, Volume v) {
        int first = random.nextInt(v.depth());
        net.slice(in, first, 1 + random.nextInt(v.depth() - first));
    }

    private void upsample(int in, Volume v) {
        int width = 1 + random.nextInt(4);
        int height = 1 + random.nextInt(4);
        if (v.size() * width * height <= MOST_ELEMENTS) {
            net.upsample(in, width, height, random.nextBoolean());
        }
    }

    private void reshape(int in, Volume v) {
        Volume to = random.nextBoolean() ? new Volume(1, 1, v.size()) : new Volume(v.depth(), v.width(), v.height());
        net.reshape(in, to);
    }

    /** A window that fits, with any padding the mode allows. */
    private Window window(Volume v, PadMode mode, boolean dilate) {
        int[] x = axis(v.width(), mode, dilate);
        int[] y = axis(v.height(), mode, dilate);
        return new Window(x[0], y[0], x[1], y[1], x[2], y[2], x[3], x[4], y[3], y[4]);
    }

    /** Kernel, stride, dilation, padding before and after. */
    private int[] axis(int size, PadMode mode, boolean dilate) {
        int most = switch (mode) {
            case ZEROS, REPLICATE -> 6;
            case REFLECT -> size - 1;
            case CIRCULAR -> size;
        };
        int bound = Math.min(most, random.nextInt(3) == 0 ? 6 : 2);
        int before = random.nextInt(bound + 1);
        int after = random.nextInt(bound + 1);
        int kernel = 1 + random.nextInt(Math.min(random.nextInt(4) == 0 ? 7 : 3, size + before + after));
        int dilation = dilate && kernel > 1 && random.nextInt(3) == 0
                ? 1 + random.nextInt((size + before + after - 1) / (kernel - 1))
                : 1;
        return new int[] {kernel, 1 + random.nextInt(3), dilation, before, after};
    }

    private PadMode mode(Volume v) {
        return random.nextInt(2) == 0 ? PadMode.ZEROS : PadMode.values()[random.nextInt(4)];
    }

    private Activation activation() {
        ActivationFunction[] all = ActivationFunction.values();
        ActivationFunction function = random.nextInt(3) == 0 ? ActivationFunction.NONE : pick(all);
        return switch (function) {
            case LEAKY_RELU -> new Activation(function, 0.1);
            case ELU -> new Activation(function, 1.5);
            // Its slopes need the depth it will meet.
            case PRELU -> Net.RELU;
            default -> new Activation(function, 0);
        };
    }

    /** For what is {@code depth} deep. */
    private Activation activation(int depth) {
        return random.nextInt(8) == 0 ? net.prelu(new Volume(1, 1, depth)) : activation();
    }

    private ActivationFunction pick(ActivationFunction[] from) {
        return from[random.nextInt(from.length)];
    }

    private List<Double> randoms(int count, double atLeast) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(atLeast + random.nextDouble());
        }
        return values;
    }

    private int divisor(int n) {
        int d = 1 + random.nextInt(n);
        while (n % d != 0) {
            d--;
        }
        return d;
    }

    private int pick(int[] from) {
        return from[random.nextInt(from.length)];
    }
}
