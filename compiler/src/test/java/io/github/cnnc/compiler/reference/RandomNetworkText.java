package io.github.cnnc.compiler.reference;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.check.CheckedNetwork;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Networks made up from a seed, as text, so that all of the compiler is on their way. A step that does not fit what came
 * before is made up anew until one does.
 */
public final class RandomNetworkText {

    /** Ones, primes, and neighbours of the powers of two that lanes and tiles have. */
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 15, 16, 17, 19, 23};

    private static final int[] DEPTHS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17, 24, 31, 32, 33};

    private static final int MOST_ELEMENTS = 20_000;

    private static final int TRIES = 12;

    private final Random random;
    private final long mostMacs;
    private final String input;

    /** Statements that the chain refers to. */
    private final List<String> statements = new ArrayList<>();

    private final List<String> steps = new ArrayList<>();
    private int names;

    private RandomNetworkText(long seed, long mostMacs) {
        this.random = new Random(seed);
        this.mostMacs = mostMacs;
        this.input = input();
    }

    /** The network of a seed. */
    public static String of(long seed, long mostMacs) {
        RandomNetworkText network = new RandomNetworkText(seed, mostMacs);
        network.grow(1 + network.random.nextInt(9));
        return network.text();
    }

    private String text() {
        return input + "\n" + String.join("\n", statements) + "\nlayers " + String.join(separator(), steps) + "\n";
    }

    private String separator() {
        return steps.size() % 2 == 0 ? " - " : ", ";
    }

    private void grow(int count) {
        for (int i = 0; i < count; i++) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                int before = statements.size();
                steps.add(step(2));
                if (fits()) {
                    break;
                }
                steps.remove(steps.size() - 1);
                statements.subList(before, statements.size()).clear();
            }
        }
        if (steps.isEmpty()) {
            steps.add("ID");
        }
    }

    private boolean fits() {
        Compilation compilation = Cnnc.compile(text());
        if (!compilation.succeeded()) {
            return false;
        }
        CheckedNetwork network = compilation.network();
        return network.totals().macs() <= mostMacs
                && network.rows().stream()
                                .map(row -> row.output())
                                .mapToInt(Volume::size)
                                .max()
                                .orElse(0)
                        <= MOST_ELEMENTS;
    }

    // -- statements -------------------------------------------------------------------------------------------------

    private String input() {
        int width = pick(SIZES);
        int height = chance(3) ? width : pick(SIZES);
        int depth = chance(3) ? 3 : pick(DEPTHS);
        StringBuilder text = new StringBuilder("input ");
        if (chance(5)) {
            text.append("width=")
                    .append(width)
                    .append(" height=")
                    .append(height)
                    .append(" depth=")
                    .append(depth);
        } else {
            text.append(width).append('x').append(height).append('x').append(depth);
        }
        if (depth == 3 && chance(3)) {
            text.append(chance(2) ? " bgr" : " rgb");
        }
        if (chance(3)) {
            text.append(" scale=1/255");
        }
        if (chance(4)) {
            text.append(" mean=").append(decimals(depth, -1, 1));
        }
        if (chance(4)) {
            text.append(" std=").append(chance(2) ? "0.25" : decimals(depth, 0.2, 2));
        }
        return text.toString();
    }

    private String decimals(int count, double least, double most) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(decimal(least, most));
        }
        return all.toString();
    }

    private String decimal(double least, double most) {
        return Double.toString(Math.round((least + (most - least) * random.nextDouble()) * 1000) / 1000.0);
    }

    private String name(String start) {
        names++;
        return start + names;
    }

    // -- chains -----------------------------------------------------------------------------------------------------

    private String step(int nesting) {
        return switch (random.nextInt(nesting > 0 ? 30 : 22)) {
            case 0, 1, 2, 3, 4 -> conv(depth()) + label();
            case 5 -> conv("depth", ", groups=depth");
            case 6 -> conv("2*depth", ", groups=depth");
            case 7 -> pool();
            case 8 -> averagePool();
            case 9 -> fullyConnected();
            case 10, 11, 12 -> activation();
            case 13 -> batchNorm();
            case 14 -> filter();
            case 15 -> chance(2) ? "FLATTEN" : dropout();
            case 16 -> chance(3) ? "SOFTMAX" : activation();
            case 17 -> chance(2) ? word("GAP", "GMP") : pool();
            case 18 -> padding();
            case 19 -> crop();
            case 20 -> "UPSAMPLE(" + word("2", "3", "1x2", "3x2") + optional(2, () -> ", mode=bilinear") + ")";
            case 21 ->
                switch (random.nextInt(3)) {
                    case 0 -> "SHUFFLE(" + word("2", "3", "4", "depth") + ")";
                    case 1 -> "SLICE(" + word("1, 2", "2, 2", "2, 3", "parts=4, part=2", "depth, depth") + ")";
                    default -> responseNorm();
                };
            case 22, 23 -> "{ " + same(nesting) + " + " + same(nesting) + (chance(3) ? " + ID" : "") + " }";
            case 24, 25 -> "{ " + wider(nesting) + " | " + wider(nesting) + (chance(3) ? " | ID" : "") + " }";
            case 26 -> "{ " + same(nesting) + " & " + gate() + (chance(4) ? " & ID" : "") + " }";
            case 27 -> repeat(nesting);
            case 28 -> stage();
            default -> chance(2) ? loop() : block(nesting);
        };
    }

    private String label() {
        return chance(8) ? " @" + name("layer") : "";
    }

    /** A chain that keeps the volume. */
    private String same(int nesting) {
        List<String> chain = new ArrayList<>();
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            chain.add(
                    switch (random.nextInt(nesting > 1 ? 8 : 7)) {
                        case 0, 1 -> "CONV(depth, " + oddKernel() + ", pad=same)";
                        case 2 -> "CONV(depth, " + oddKernel() + ", pad=same, groups=depth, pad_mode=replicate)";
                        case 3 -> activation();
                        case 4 -> batchNorm();
                        case 5 -> "ID";
                        case 6 -> "POOL(3x3, stride=1, pad=1)";
                        default -> "{ " + same(nesting - 1) + " + " + same(nesting - 1) + " }";
                    });
        }
        return String.join(" - ", chain);
    }

    /** A chain that keeps width and height. */
    private String wider(int nesting) {
        return chance(3) ? same(nesting) : "CONV(" + depth() + ", " + oddKernel() + ", pad=same)" + maybe(activation());
    }

    private String gate() {
        return switch (random.nextInt(3)) {
            case 0 -> "GAP - CONV(depth, 1x1) - Sigmoid";
            case 1 -> "GAP - FC(depth) - Tanh";
            default -> "CONV(depth, 1x1) - Sigmoid";
        };
    }

    private String maybe(String step) {
        return chance(2) ? " - " + step : "";
    }

    private String repeat(int nesting) {
        int count = random.nextInt(4);
        if (chance(2)) {
            return "(" + same(nesting) + ")*" + count;
        }
        String name = name("n");
        statements.add("let " + name + " = " + count);
        return "(" + same(nesting) + ")*" + name;
    }

    /** A list reads as its i-th element in the i-th repetition. */
    private String stage() {
        String name = name("k");
        statements.add("let " + name + " = [" + depth() + ", " + depth() + "]");
        return "[CONV(" + name + ", 3x3, pad=1) - ReLU" + (chance(2) ? " - POOL(2x2, stride=1, round=ceil)" : "")
                + "]*2";
    }

    private String loop() {
        return chance(2)
                ? "(CONV(k, 1x1) - ReLU?(k % 2 == 1):SiLU?(k > 3)) * (k in [" + depth() + ", " + depth() + "])"
                : "(CONV(depth + i, 1x1)) * (i in 0..2)";
    }

    private String block(int nesting) {
        String name = name("Block");
        statements.add("block " + name + "(k, twice = false) = CONV(k, 1x1) - " + same(nesting) + " - (" + same(nesting)
                + ")?(twice)");
        return name + "(" + depth() + (chance(2) ? ", twice=true" : "") + ")" + (chance(3) ? "*2" : "");
    }

    // -- layers -----------------------------------------------------------------------------------------------------

    private String depth() {
        return Integer.toString(pick(DEPTHS));
    }

    private String conv(String filters) {
        int groups = chance(5) ? 2 + random.nextInt(3) : 1;
        return groups == 1 ? conv(filters, "") : conv(groups + "*" + (1 + random.nextInt(5)), ", groups=" + groups);
    }

    private String conv(String filters, String rest) {
        return "CONV(" + filters + ", " + kernel() + stride() + pad() + dilation() + rest
                + (chance(5) ? ", bias=false" : "")
                + optional(4, () -> ", pad_mode=" + word("zeros", "reflect", "replicate", "circular"))
                + round() + ")";
    }

    private String pool() {
        return "POOL(" + (chance(6) ? largerThanTheVolume() : kernel() + stride() + pad() + dilation() + round()) + ")";
    }

    private String averagePool() {
        return "AVGPOOL(" + (chance(6) ? largerThanTheVolume() : kernel() + stride() + pad() + round())
                + optional(2, () -> ", count_pad=" + chance(2)) + ")";
    }

    /** One window that rounding up lets in. */
    private String largerThanTheVolume() {
        return "max(width, height) + " + (1 + random.nextInt(3)) + ", stride=max(width, height) + 4"
                + word("", ", pad=1", ", pad=[1, 0, 0, 1]") + ", round=ceil";
    }

    private String fullyConnected() {
        return "FC(" + depth() + (chance(4) ? ", bias=false" : "") + ")";
    }

    private String activation() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> "ReLU";
            case 3 -> "LeakyReLU" + optional(2, () -> "(" + decimal(-1, 2) + ")");
            case 4 -> "Sigmoid";
            case 5 -> "Tanh";
            case 6 -> "ReLU6";
            case 7 -> "ELU" + optional(2, () -> "(alpha=" + decimal(-1, 2) + ")");
            case 8 -> "SELU";
            case 9 -> "GELU";
            case 10 -> "SiLU";
            case 11 -> "HardSigmoid";
            case 12 -> "HardSwish";
            case 13 -> "Softplus";
            case 14 -> "PReLU";
            default -> "relu";
        };
    }

    private String padding() {
        return "PAD(" + border()
                + optional(
                        2,
                        () -> ", " + word("value=-1.5", "pad_mode=reflect", "pad_mode=replicate", "pad_mode=circular"))
                + ")";
    }

    private String crop() {
        return "CROP(" + (chance(3) ? "to=" + word("1x1", "2x3", "5x4") : border()) + ")";
    }

    private String border() {
        return chance(3)
                ? "[" + random.nextInt(3) + ", " + random.nextInt(3) + ", " + random.nextInt(3) + ", "
                        + random.nextInt(3) + "]"
                : word("1", "2", "2x1", "0x1");
    }

    private String responseNorm() {
        return "LRN"
                + optional(
                        2,
                        () -> "(" + (1 + random.nextInt(6)) + ", alpha=" + decimal(0, 1)
                                + optional(2, () -> ", beta=" + decimal(0.1, 1.5))
                                + optional(2, () -> ", k=" + decimal(0.5, 2)) + ")");
    }

    private String batchNorm() {
        return "BN" + optional(3, () -> "(eps=1e-3)");
    }

    private String dropout() {
        return "DROPOUT" + optional(2, () -> "(0.3)");
    }

    private String filter() {
        String kernel = chance(2)
                ? word("identity", "edge1", "edge2", "edge3", "sharpen", "box_blur", "gaussian_blur")
                : word("[[0.5, -1], [0.25, 1]]", "[[1, 2, 1]]", "[[0, 1, 0], [1, 0, 1], [0, 1, 0], [2, 0, -1]]");
        return "FILTER(" + kernel + optional(2, this::pad)
                + optional(3, () -> ", pad_mode=" + word("reflect", "replicate", "circular")) + ")";
    }

    // -- arguments --------------------------------------------------------------------------------------------------

    private String kernel() {
        int side = 1 + random.nextInt(5);
        return chance(3) ? side + "x" + (1 + random.nextInt(5)) : side + "x" + side;
    }

    private String oddKernel() {
        return word("1x1", "3x3", "5x5", "3x1", "1x3");
    }

    private String stride() {
        return switch (random.nextInt(5)) {
            case 0 -> ", stride=2";
            case 1 -> ", S=" + (1 + random.nextInt(3));
            case 2 -> ", stride=" + (1 + random.nextInt(3)) + "x" + (1 + random.nextInt(3));
            case 3 -> ", stride=1";
            default -> "";
        };
    }

    private String pad() {
        return switch (random.nextInt(9)) {
            case 0 -> ", pad=1";
            case 1 -> ", pad=2x1";
            case 2 -> ", pad=same";
            case 3 -> ", pad=valid";
            case 4 -> ", pad=?";
            case 5 -> ", P=" + random.nextInt(4);
            case 6 ->
                ", pad=[" + random.nextInt(3) + ", " + random.nextInt(3) + ", " + random.nextInt(3) + ", "
                        + random.nextInt(3) + "]";
            default -> "";
        };
    }

    private String dilation() {
        return optional(5, () -> ", dilation=" + (chance(2) ? "2" : "1x" + (2 + random.nextInt(2))));
    }

    private String round() {
        return optional(2, () -> ", round=" + word("floor", "ceil", "exact"));
    }

    private String optional(int oneIn, Supplier<String> text) {
        return chance(oneIn) ? text.get() : "";
    }

    private String word(String... words) {
        return words[random.nextInt(words.length)];
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
