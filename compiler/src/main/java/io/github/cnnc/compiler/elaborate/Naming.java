package io.github.cnnc.compiler.elaborate;

/**
 * The path that makes names unique.
 *
 * @param labels stands before a label: {@code stage3.} inside the third use of block Stage
 * @param numbers stands before kind and number: {@code fire2.} inside what is labelled fire2, else nothing
 * @param turns stands after a label: {@code _2} in the second repetition, counted since the path began
 */
record Naming(String labels, String numbers, String turns) {

    static final Naming TOP = new Naming("", "", "");

    /** The full name of a label here. */
    String label(String label) {
        return labels + label + turns;
    }

    /** Inside what bears a label. */
    Naming inside(String label) {
        String path = label(label) + ".";
        return new Naming(path, path, "");
    }

    /** Inside the n-th use of a block that bears no label there. */
    Naming insideUse(String block, int n) {
        return new Naming(labels + block + n + ".", numbers, "");
    }

    /** In one repetition, from 0. */
    Naming inTurn(int index) {
        return new Naming(labels, numbers, turns + "_" + (index + 1));
    }
}
