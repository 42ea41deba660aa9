package io.github.cnnc.compiler.layout;

/**
 * Where a value lies.
 *
 * @param buffer the array
 * @param offset where its layout begins in the array
 */
public record BufferView(Buffer buffer, int offset, Layout layout) {

    /** An array a kernel is given. */
    public enum Buffer {
        /** The caller's input. */
        IN("in"),
        /** The caller's output. */
        OUT("out"),
        /** The workspace. */
        ARENA("arena"),
        /**
         * Memory of a kernel's own while it runs. The first thread's lies in the workspace at the offset, the others' in an array of
         * their own; a kernel is told where, {@code s}.
         */
        SCRATCH("scratch");

        private final String array;

        Buffer(String array) {
            this.array = array;
        }

        /** The array's name in generated code. */
        public String array() {
            return array;
        }
    }

    /** The position of an element in the array; x and y may lie in the halo. */
    public int index(int channel, int y, int x) {
        return offset + layout.index(channel, y, x);
    }

    /** The array's name in generated code. */
    public String array() {
        return buffer.array();
    }
}
