package io.github.cnnc.compiler.format;

/**
 * A comment.
 *
 * @param text from the # on
 * @param ownLine whether nothing stands before it in its line
 * @param blankLineBefore whether there is an empty line above it
 */
record Comment(String text, boolean ownLine, boolean blankLineBefore) {

    Comment onItsOwnLine() {
        return new Comment(text, true, blankLineBefore);
    }
}
