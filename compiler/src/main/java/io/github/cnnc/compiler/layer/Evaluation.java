package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;

/** What the reference evaluations of windowed layers share. */
final class Evaluation {

    private Evaluation() {}

    /** The offset of a padded position in a CHW volume, or -1 where the padding holds a zero. */
    static int offset(Volume volume, PadMode mode, int channel, int y, int x) {
        int row = mode.source(y, volume.height());
        int column = mode.source(x, volume.width());
        return row < 0 || column < 0 ? -1 : volume.index(channel, row, column);
    }
}
