package io.github.cnnc.compiler.foreign;

/**
 * A word, number, string or sign of a text in another notation.
 *
 * @param text as written; of a string, what stands between its quotes
 * @param start offset of the first character
 * @param end offset past the last
 * @param first whether it is the first of its line
 */
record Sign(Kind kind, String text, int start, int end, boolean first) {

    /** What it is. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        OTHER
    }

    boolean is(String sign) {
        return kind == Kind.OTHER && text.equals(sign);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }
}
