package io.github.cnnc.compiler.fuzz;

import java.util.List;
import java.util.Random;

/** A random file that follows the grammar and mostly means something. */
record RandomNetwork(Random random) {

    private static final List<String> ACTIVATIONS =
            List.of("ReLU", "relu", "LeakyReLU(0.2)", "Sigmoid", "TANH", "BN", "ID", "DROPOUT(0.3)", "BN(eps=1e-3)");

    String text() {
        StringBuilder text = new StringBuilder();
        if (chance(3)) {
            text.append("network Random(q = ").append(small()).append(", r = [1, 2])\n");
        }
        text.append("input ")
                .append(1 + random.nextInt(20))
                .append('x')
                .append(1 + random.nextInt(20))
                .append('x');
        text.append(1 + random.nextInt(5))
                .append(chance(4) ? " scale=1/255 mean=0.5" : "")
                .append('\n');
        text.append("let N = [1, 2], M = 2, a = ").append(expression(3)).append('\n');
        if (chance(2)) {
            text.append("default CONV(")
                    .append(pick(List.of("pad=same", "4", "kernel=1x1", "round=floor", "[3, 4], pad=1")));
            text.append("), POOL(round=floor)\n");
        }
        text.append("block B(k, n = 1) = ")
                .append(chance(4) ? "let z = k * n " : "")
                .append(chain(2, false))
                .append('\n');
        text.append("layers ")
                .append(chain(4, true))
                .append(chance(2) ? " - SOFTMAX(" + small() + ")" : "")
                .append('\n');
        if (chance(5)) {
            text.append("expect ").append(pick(List.of("params > 3", "output 1x1x3", "macs <= 10", "memory < 64MB")));
        }
        return text.toString();
    }

    private String chain(int depth, boolean blocks) {
        StringBuilder text = new StringBuilder(step(depth, blocks));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick(List.of(" - ", ", ", "-"))).append(step(depth, blocks));
        }
        return text.toString();
    }

    private String step(int depth, boolean blocks) {
        if (depth > 0) {
            switch (random.nextInt(12)) {
                case 0:
                    return "(" + chain(depth - 1, blocks) + ")*"
                            + pick(List.of("2", "M", "N", "(M - 1)", "0", "(i in 1..2)"));
                case 1:
                    return "[" + chain(depth - 1, blocks) + "]*" + pick(List.of("2", "M", "M", "(k in N)"));
                case 2:
                    String join = pick(List.of(" + ", " | ", " & "));
                    return "{ " + chain(depth - 1, blocks) + join + (chance(2) ? "ID" : chain(depth - 1, blocks))
                            + " }";
                case 3:
                    return step(depth - 1, blocks) + "?(" + expression(2) + " < " + small() + ")"
                            + (chance(2) ? ":" + step(depth - 1, blocks) : "");
                case 4:
                    return step(depth - 1, blocks) + " @l" + random.nextInt(50);
                case 5:
                    return blocks ? "B(" + expression(1) + (chance(2) ? ", n=2" : "") + ")" : "ReLU";
                default:
            }
        }
        return layer();
    }

    private String layer() {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> "CONV" + (chance(5) ? "" : "(" + arguments() + ")");
            case 3 ->
                pick(List.of(
                        "POOL",
                        "POOL(3x3, stride=1, pad=1)",
                        "AVGPOOL",
                        "GAP",
                        "AVGPOOL(2, round=ceil)",
                        "POOL(2, 1, ?)"));
            case 4 -> "FC(" + small() + ")";
            case 5 -> "FILTER(" + pick(List.of("sharpen", "edge3", "[[0, 1], [1, 0]]", "box_blur, pad=1")) + ")";
            case 6 ->
                pick(List.of(
                        "PAD(" + expression(1) + ")",
                        "PAD([0, 1, 2, 0], pad_mode=reflect)",
                        "PAD(1, value=2, pad_mode=zeros)",
                        "CROP(" + expression(1) + ")",
                        "CROP(to=3x3)",
                        "UPSAMPLE(2, mode=bilinear)",
                        "UPSAMPLE(" + expression(1) + ")",
                        "SHUFFLE(" + small() + ")",
                        "SLICE(" + small() + ", " + small() + ")",
                        "LRN(" + small() + ")",
                        "GMP"));
            default -> pick(ACTIVATIONS);
        };
    }

    private String arguments() {
        StringBuilder text = new StringBuilder(chance(6) ? "depth" : expression(1));
        if (chance(2)) {
            text.append(", ").append(pick(List.of("3x3", "1x1", "5x5", "3", "2x3", "F=3")));
        }
        String[] options = {
            "stride=2",
            "pad=1",
            "pad=same",
            "pad=?",
            "dilation=2",
            "groups=2",
            "bias=false",
            "pad_mode=reflect",
            "round=floor",
            "round=ceil",
            "S=1",
            "P=[1, 0, 1, 0]",
            "groups=depth",
            "pad=" + expression(1)
        };
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(", ").append(options[random.nextInt(options.length)]);
        }
        return text.toString();
    }

    private String expression(int depth) {
        if (depth == 0 || chance(2)) {
            return chance(3) ? pick(List.of("M", "N", "a", "k", "n", "q", "width", "depth", "2.5")) : small();
        }
        return switch (random.nextInt(6)) {
            case 0 -> expression(depth - 1) + pick(List.of(" + ", " - ", "*", "/", "%")) + expression(depth - 1);
            case 1 -> "(" + expression(depth - 1) + ")";
            case 2 -> pick(List.of("min", "max", "floor", "ceil")) + "(" + expression(depth - 1) + ")";
            case 3 -> "sum(N)";
            case 4 -> "-" + expression(depth - 1);
            default -> small();
        };
    }

    private String small() {
        return Integer.toString(1 + random.nextInt(8));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
