package io.github.cnnc.compiler.source;

/**
 * A stretch of a source file.
 *
 * @param start offset of the first character
 * @param end offset past the last, at least {@code start}, at most the length of the text
 */
public record Span(SourceFile file, int start, int end) {

    public Span {
        if (start < 0 || end < start || end > file.text().length()) {
            throw new IllegalArgumentException("span " + start + ".." + end + " is not inside " + file.name());
        }
    }

    /** The smallest span that holds both. */
    public Span to(Span other) {
        return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
    }

    /** The line of the first character, from 1. */
    public int line() {
        return file.line(start);
    }

    /** The column of the first character, from 1. */
    public int column() {
        return file.column(start);
    }

    /** The text of this stretch. */
    public String text() {
        return file.text().substring(start, end);
    }

    /** {@code vgg16.cnn:5:12}. */
    @Override
    public String toString() {
        return file.name() + ":" + line() + ":" + column();
    }
}
