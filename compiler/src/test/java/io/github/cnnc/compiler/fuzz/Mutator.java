package io.github.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages .cnn texts, and makes soup of their tokens. */
record Mutator(Random random, List<String> seeds) {

    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9_x.]*|\"[^\"\\n]*\"|\\s+|.", Pattern.DOTALL);

    private static final List<String> WORDS = List.of(
            "network",
            "input",
            "labels",
            "let",
            "default",
            "block",
            "use",
            "layers",
            "expect",
            "allow",
            "in",
            "and",
            "or",
            "not",
            "true",
            "false",
            "CONV",
            "POOL",
            "AVGPOOL",
            "GAP",
            "FC",
            "ReLU",
            "LeakyReLU",
            "SOFTMAX",
            "BN",
            "FILTER",
            "FLATTEN",
            "DROPOUT",
            "SHUFFLE",
            "SLICE",
            "ID",
            ":",
            "filters",
            "kernel",
            "stride",
            "pad",
            "dilation",
            "groups",
            "bias",
            "pad_mode",
            "round",
            "same",
            "valid",
            "floor",
            "ceil",
            "min",
            "max",
            "sum",
            "len",
            "width",
            "height",
            "depth",
            "params",
            "output",
            "macs",
            "memory",
            "N",
            "M",
            "K",
            "F",
            "S",
            "P",
            "a",
            "B",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "-",
            "+",
            "*",
            "/",
            "%",
            "|",
            "&",
            ",",
            "=",
            "==",
            "<=",
            "..",
            "?",
            "@",
            "\"x\"",
            "#",
            "\n",
            "64MB",
            "1/255",
            "\u2212",
            "\u00d7",
            "\ud83d\ude00",
            "\u0000");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "7",
            "-1",
            "16",
            "255",
            "1000",
            "65536",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "1_000",
            "0.5",
            "1e308",
            "1e999",
            "1e-320",
            "3x3",
            "0x0",
            "1x7",
            "2147483647x2147483647",
            "3x3x3",
            "224x224x3",
            "1x1x1x1");

    String next() {
        return switch (random.nextInt(10)) {
            case 0 -> soup();
            case 1, 2, 3 -> new RandomNetwork(random).text();
            case 4 -> damaged(new RandomNetwork(random).text());
            default -> damaged(pick(seeds));
        };
    }

    private String damaged(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int changes = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
        for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
            change(tokens);
        }
        String changed = String.join("", tokens);
        return changed.length() > 20_000 ? changed.substring(0, 20_000) : changed;
    }

    private void change(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        int other = random.nextInt(tokens.size());
        switch (random.nextInt(9)) {
            case 0 -> tokens.set(at, flipped(tokens.get(at)));
            case 1 -> tokens.set(at, tokens.set(other, tokens.get(at)));
            case 2 -> tokens.remove(at);
            case 3 ->
                tokens.subList(Math.min(at, other), Math.min(tokens.size(), Math.min(at, other) + random.nextInt(10)))
                        .clear();
            case 4 -> tokens.add(at, tokens.get(other));
            case 5 -> tokens.addAll(at, List.copyOf(tokens.subList(Math.min(at, other), Math.max(at, other))));
            case 6 -> number(tokens, at);
            case 7 -> tokens.add(at, pick(WORDS));
            default -> nest(tokens, Math.min(at, other), Math.max(at, other));
        }
    }

    private String flipped(String token) {
        char[] chars = token.toCharArray();
        chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(random.nextInt(8) == 0 ? 16 : 7));
        return new String(chars);
    }

    private void number(List<String> tokens, int from) {
        for (int i = 0; i < tokens.size(); i++) {
            int at = (from + i) % tokens.size();
            if (Character.isDigit(tokens.get(at).charAt(0))) {
                tokens.set(at, pick(NUMBERS));
                return;
            }
        }
    }

    private void nest(List<String> tokens, int from, int to) {
        int depth = 1 + random.nextInt(random.nextInt(20) == 0 ? 250 : 4);
        String open = pick(List.of("(", "[", "{"));
        String close = open.equals("(") ? ")" : open.equals("[") ? "]*2" : "}";
        tokens.add(to, close.repeat(depth));
        tokens.add(from, open.repeat(depth));
    }

    private String soup() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(4) == 0 ? pick(NUMBERS) : pick(WORDS)).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
