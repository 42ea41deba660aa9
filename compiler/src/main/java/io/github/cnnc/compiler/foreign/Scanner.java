package io.github.cnnc.compiler.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text of any notation into words and signs; comments and blanks are left out. */
final class Scanner {

    private static final Pattern PART = Pattern.compile(
            "(?<comment>#[^\r\n]*|//[^\r\n]*|/\\*(?:.*?\\*/|.*)|\"\"\"(?:.*?\"\"\"|.*))"
                    + "|(?<line>[\r\n]+)"
                    + "|(?<blank>[^\\S\r\n]+)"
                    + "|(?<string>\"[^\"\r\n]*+\"|'[^'\r\n]*+')"
                    + "|(?<number>[0-9]++(?:[xX][0-9]++)+|[0-9]++(?:\\.(?!\\.)[0-9]*+)?(?:[eE][+-]?[0-9]++)?|\\.[0-9]++)"
                    + "|(?<word>%?[A-Za-z_][A-Za-z0-9_]*+|%[0-9]++)"
                    + "|(?<other>.)",
            Pattern.DOTALL);

    private Scanner() {}

    /** The signs of a text, in order. */
    static List<Sign> of(String text) {
        List<Sign> signs = new ArrayList<>();
        Matcher part = PART.matcher(text);
        boolean first = true;
        while (part.find()) {
            if (part.group("line") != null) {
                first = true;
                continue;
            }
            if (part.group("blank") != null || part.group("comment") != null) {
                first |= part.group().indexOf('\n') >= 0;
                continue;
            }
            signs.add(sign(part, first));
            first = false;
        }
        return signs;
    }

    private static Sign sign(Matcher part, boolean first) {
        String text = part.group();
        Sign.Kind kind = Sign.Kind.OTHER;
        if (part.group("string") != null) {
            kind = Sign.Kind.STRING;
            text = text.substring(1, text.length() - 1);
        } else if (part.group("number") != null) {
            kind = Sign.Kind.NUMBER;
        } else if (part.group("word") != null) {
            kind = Sign.Kind.WORD;
        }
        return new Sign(kind, text, part.start(), part.end(), first);
    }
}
