package io.github.cnnc.compiler.draw;

/** The names of the layers that are drawn as one. */
public record Names(String first, String last) {

    static Names of(String name) {
        return new Names(name, name);
    }

    Names through(Names later) {
        return new Names(first, later.last);
    }

    /** {@code conv1}, or {@code conv1 .. conv6} from the first to the last. */
    @Override
    public String toString() {
        return first.equals(last) ? first : first + " .. " + last;
    }
}
