package io.github.cnnc.compiler.draw;

import io.github.cnnc.runtime.Volume;

/** The volumes that leave the layers that are drawn as one: they differ in their depth at most. */
public record Volumes(Volume first, Volume last) {

    static Volumes of(Volume volume) {
        return new Volumes(volume, volume);
    }

    Volumes through(Volumes later) {
        return new Volumes(first, later.last);
    }

    /** {@code 56x56x96}, or {@code 56x56x96..256} from the first to the last. */
    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + ".." + last.depth();
    }
}
