package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs of other notations in a file that does not follow the grammar: their comments, arrows between layers, and the
 * full-width and curly signs that keyboards and word processors write. All of one kind are one mistake with one fix; what is
 * mended keeps its length, so that the rest can be looked at as if it were.
 */
final class Slips {

    private static final Pattern PART = Pattern.compile(
            "#[^\r\n]*"
                    + "|(?<comment>//[^\r\n]*|/\\*(?:.*?\\*/|.*)|\"\"\"(?:.*?\"\"\"|.*)|<!--(?:.*?-->|.*))"
                    + "|\"[^\"\r\n]*+\""
                    + "|(?<arrow>-{1,2}>|=>|\\|>|>{2,3}|~>)"
                    + "|(?<sign>[^\\x00-\\x7F])",
            Pattern.DOTALL);

    /** Signs, and the one on the keyboard that each is meant for. */
    private static final Map<String, String> MEANT = Map.of(
            "\u2192\u27F6\u21D2\u2794\u279C\u27A1\u2014\u2015\u2012\u2010\u2011\uFE63", "-",
            "\u201C\u201D\u201E\u201F\u2018\u2019\u00AB\u00BB", "\"",
            "\u2022\u00B7\u22C5\u2219", "*",
            "\u2715\u2716\u2A09", "\u00D7",
            "\u00F7", "/",
            "\u3001", ",",
            "\u3010", "[",
            "\u3011", "]",
            "\u2003\u2002\u2009\u202F\u3000\u200B\u200C\u200D\u2060\u2028\u2029\u0085", " ");

    /** How many are mended in one file. */
    private static final int MOST = 2_000;

    private record Slip(int start, int end, String mended) {}

    private final SourceFile file;
    private final StringBuilder rest;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    Slips(SourceFile file, String text) {
        this.file = file;
        this.rest = new StringBuilder(text);
        List<Slip> comments = new ArrayList<>();
        List<Slip> arrows = new ArrayList<>();
        List<Slip> signs = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find() && comments.size() + arrows.size() + signs.size() < MOST) {
            if (part.group("comment") != null) {
                comments.add(new Slip(part.start(), part.end(), blank(part.group())));
            } else if (part.group("arrow") != null) {
                arrows.add(new Slip(
                        part.start(), part.end(), "-" + " ".repeat(part.group().length() - 1)));
            } else if (part.group("sign") != null) {
                String mended = mended(part.group().charAt(0));
                if (!mended.isEmpty()) {
                    signs.add(new Slip(part.start(), part.end(), mended));
                }
            }
        }
        comments(comments);
        arrows(arrows);
        signs(signs);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** The text with all mended, every other character at its place. */
    String rest() {
        return rest.toString();
    }

    private static String blank(String comment) {
        return comment.replaceAll("[^\r\n]", " ");
    }

    /** What a sign is meant for; empty where that is not known. */
    static String mended(char sign) {
        for (Map.Entry<String, String> meant : MEANT.entrySet()) {
            if (meant.getKey().indexOf(sign) >= 0) {
                return meant.getValue();
            }
        }
        // Full-width forms stand for ASCII one by one.
        return sign >= '\uFF01' && sign <= '\uFF5E'
                ? Normalizer.normalize(String.valueOf(sign), Normalizer.Form.NFKC)
                : "";
    }

    private void comments(List<Slip> slips) {
        if (slips.isEmpty()) {
            return;
        }
        Slip first = slips.get(0);
        String sign = rest.charAt(first.start()) == '"' ? "\"\"\"" : rest.substring(first.start(), first.start() + 2);
        mend(
                slips,
                Diagnostic.of(
                        Code.CNN001,
                        "a comment begins with `#`",
                        file.span(first.start(), first.start() + 2),
                        others(slips)),
                "#",
                "in place of `" + sign + "`",
                slip -> true);
    }

    private void arrows(List<Slip> slips) {
        if (slips.isEmpty()) {
            return;
        }
        Slip first = slips.get(0);
        mend(
                slips,
                Diagnostic.of(
                        Code.CNN001,
                        "layers are joined by `-` alone",
                        file.span(first.start(), first.end()),
                        slips.size() == 1 ? "without the arrow's head" : others(slips)),
                "-",
                "",
                slip -> false);
    }

    private void signs(List<Slip> slips) {
        if (slips.isEmpty()) {
            return;
        }
        Slip first = slips.get(0);
        Span place = file.span(first.start(), first.end());
        mend(
                slips,
                Diagnostic.of(
                        Code.CNN002,
                        "`" + place.text() + "` means nothing here",
                        place,
                        meant(first.mended()) + (slips.size() == 1 ? "" : "; " + others(slips))),
                first.mended().equals(" ") ? "" : first.mended(),
                first.mended().equals(" ") ? "a plain space" : "",
                slip -> false);
    }

    private static String meant(String mended) {
        return switch (mended) {
            case "-" -> "layers are joined by `-`";
            case "\"" -> "strings stand in straight double quotes: \"file.txt\"";
            case "*" -> "multiplication is written `*`";
            case " " -> "a blank of another kind";
            default -> "`" + mended + "` is written as on the keyboard";
        };
    }

    private static String others(List<Slip> slips) {
        return slips.size() == 1 ? "" : "and " + (slips.size() - 1) + " more like it";
    }

    /** Adds the diagnostic with one fix for all of a kind, and mends them in what is looked at next. */
    private void mend(List<Slip> slips, Diagnostic diagnostic, String shown, String effect, Predicate<Slip> comment) {
        int from = slips.get(0).start();
        int to = slips.get(slips.size() - 1).end();
        StringBuilder text = new StringBuilder();
        int at = from;
        for (Slip slip : slips) {
            text.append(file.text(), at, slip.start());
            text.append(comment.test(slip) ? ours(slip) : slip.mended().matches("- +") ? "-" : slip.mended());
            at = slip.end();
            for (int i = 0; i < slip.mended().length(); i++) {
                rest.setCharAt(slip.start() + i, slip.mended().charAt(i));
            }
        }
        diagnostics.add(diagnostic.fixedBy(
                shown,
                slips.size() == 1 ? effect : (effect + " in all " + slips.size() + " places").strip(),
                file.span(from, to),
                text.toString()));
    }

    /** A comment as ours, a line end behind it where something follows in its line. */
    private String ours(Slip slip) {
        String comment = file.text()
                .substring(slip.start(), slip.end())
                .replaceAll("^(?://+|/\\*+|\"\"\"|<!--)|(?:\\*+/|\"\"\"|-->)$", "");
        String text = "#" + comment.stripTrailing().replaceAll("(\r\n|\r|\n)\\s*\\*?", "$1#");
        int next = slip.end();
        while (next < file.text().length() && " \t".indexOf(file.text().charAt(next)) >= 0) {
            next++;
        }
        boolean alone =
                next == file.text().length() || "\r\n".indexOf(file.text().charAt(next)) >= 0;
        return alone ? text : text + "\n";
    }
}
