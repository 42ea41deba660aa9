package io.github.cnnc.compiler.format;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands before a word.
 *
 * @param comments those since the word before
 * @param newline whether the word begins a line
 * @param blankLine whether the line above it is empty
 * @param blanks how many blanks stand before it, where there is nothing else
 */
record Gap(List<Comment> comments, boolean newline, boolean blankLine, int blanks) {

    /** Nothing. */
    static final Gap NONE = new Gap(List.of(), false, false, 0);

    Gap {
        comments = List.copyOf(comments);
    }

    boolean hasComments() {
        return !comments.isEmpty();
    }

    /** Whether what follows must be or has been put on another line. */
    boolean breaks() {
        return newline || hasComments();
    }

    /** The same at the beginning of a line. */
    Gap broken() {
        return new Gap(comments, true, blankLine, 0);
    }

    /** This and then the other, when the sign between them moves before or behind both. */
    Gap and(Gap other) {
        List<Comment> all = new ArrayList<>(comments);
        // A line has room for one comment behind its words.
        other.comments.forEach(c -> all.add(hasComments() ? c.onItsOwnLine() : c));
        boolean blank = other.hasComments() ? other.blankLine : blankLine || other.blankLine;
        return new Gap(all, newline || other.newline, blank, 0);
    }
}
