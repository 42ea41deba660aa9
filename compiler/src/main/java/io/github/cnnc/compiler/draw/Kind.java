package io.github.cnnc.compiler.draw;

/** What a box stands for; each has its colour. */
public enum Kind {
    INPUT("input"),
    CONV("convolution"),
    POOL("pooling"),
    FC("fully connected"),
    SOFTMAX("softmax"),
    /** Filters, resizing, reordering, and layers that drawings know nothing of. */
    OTHER("other"),
    NORM("normalisation"),
    ACTIVATION("activation"),
    DROPOUT("dropout");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** As the legend says it. */
    public String words() {
        return words;
    }

    /** Whether layers of this kind are merged into the box they follow. */
    public boolean isTrim() {
        return this == NORM || this == ACTIVATION || this == DROPOUT;
    }
}
