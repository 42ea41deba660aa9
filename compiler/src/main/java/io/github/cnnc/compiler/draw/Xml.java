package io.github.cnnc.compiler.draw;

/** Texts and numbers as XML 1.0 takes them. */
final class Xml {

    private Xml() {}

    /** A text, escaped; what no XML document may hold becomes U+FFFD. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isChar(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    /** XML 1.0, production 2, without carriage returns, which a parser would change. */
    private static boolean isChar(int c) {
        return c == '\t'
                || c == '\n'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000 && c <= 0x10ffff;
    }

    /** A length with at most one decimal: a tenth of a pixel is enough, and the file stays small. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }
}
