package io.github.cnnc.compiler.plan;

import io.github.cnnc.compiler.layout.BufferView;
import io.github.cnnc.compiler.layout.BufferView.Buffer;
import io.github.cnnc.compiler.layout.Layout;

/**
 * A piece of one of the arrays that holds one value, or several that are parts or other views of one. Used only while
 * planning; the steps at which it is first and last touched grow as steps are added, and the offset comes last.
 */
final class Storage {

    final Buffer buffer;
    final long floats;
    int first = Integer.MAX_VALUE;
    int last = -1;
    int offset;

    Storage(Buffer buffer, long floats) {
        this.buffer = buffer;
        this.floats = floats;
    }

    /** Notes that a step reads or writes it. */
    void touch(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }

    /** A value's place in a storage. */
    record View(Storage storage, int offset, Layout layout) {

        /** The whole of a storage of its own. */
        static View alone(Buffer buffer, Layout layout) {
            return new View(new Storage(buffer, layout.floats()), 0, layout);
        }

        /** The same place when the storage's own is known. */
        BufferView placement() {
            return new BufferView(storage.buffer, storage.offset + offset, layout);
        }
    }
}
