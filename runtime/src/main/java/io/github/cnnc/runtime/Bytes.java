package io.github.cnnc.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file, of any length, read in place.
 *
 * <p>A buffer ends at 2 GiB, so a long file is several. Each reaches {@value #OVERLAP} bytes into the next, so that an
 * element (8 bytes at most, and safetensors does not promise alignment) lies whole in the buffer in which it begins.
 */
final class Bytes {

    private static final int SEGMENT = 1 << 30;
    private static final int OVERLAP = 7;

    /** Below this many bytes a copy is cheaper than a mapping, and leaves none behind for the collector to undo. */
    private static final int SMALL = 1 << 16;

    private final ByteBuffer[] segments;
    private final int segment;
    private final long length;

    private Bytes(ByteBuffer[] segments, int segment, long length) {
        this.segments = segments;
        this.segment = segment;
        this.length = length;
    }

    /**
     * The bytes of a file: memory-mapped, so it must not be cut short while they are used (the JVM then throws
     * {@link InternalError}). The file may be closed, moved or deleted where the system lets a mapped one be.
     */
    static Bytes of(Path file) throws IOException {
        return of(file, SEGMENT, SMALL);
    }

    /** With sizes a test can afford. */
    static Bytes of(Path file, int segment, int small) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            if (length < small) {
                ByteBuffer copy = ByteBuffer.allocate((int) length);
                while (copy.hasRemaining() && channel.read(copy) >= 0) {
                    // A read may be short.
                }
                return new Bytes(new ByteBuffer[] {copy.flip()}, SEGMENT, copy.limit());
            }
            ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((length - 1) / segment + 1)];
            for (int i = 0; i < segments.length; i++) {
                long start = (long) i * segment;
                segments[i] = channel.map(
                        FileChannel.MapMode.READ_ONLY, start, Math.min((long) segment + OVERLAP, length - start));
            }
            return new Bytes(segments, segment, length);
        }
    }

    /** The bytes of an array, which is not copied. */
    static Bytes of(byte[] bytes) {
        // One segment of 1 GiB would cut an array longer than that: an array is its own, whatever its length.
        return new Bytes(new ByteBuffer[] {ByteBuffer.wrap(bytes)}, Integer.MAX_VALUE, bytes.length);
    }

    /** The number of bytes. */
    long length() {
        return length;
    }

    /** A copy of some bytes, which must lie within. */
    byte[] copy(long offset, int count) {
        byte[] copy = new byte[count];
        int done = 0;
        while (done < count) {
            ByteBuffer buffer = segments[(int) ((offset + done) / segment)];
            int within = (int) ((offset + done) % segment);
            int part = Math.min(count - done, buffer.limit() - within);
            buffer.get(within, copy, done, part);
            done += part;
        }
        return copy;
    }

    /** Decodes elements, which must lie within. */
    float[] floats(ElementType type, ByteOrder order, long offset, int count) {
        float[] floats = new float[count];
        int done = 0;
        while (done < count) {
            long position = offset + (long) done * type.bytes();
            ByteBuffer buffer = segments[(int) (position / segment)];
            int within = (int) (position % segment);
            // All that begin in this segment; the last may end in the overlap.
            int begin = (int) (((long) segment - within + type.bytes() - 1) / type.bytes());
            int part = Math.min(count - done, begin);
            ByteBuffer slice = buffer.slice(within, part * type.bytes()).order(order);
            type.decode(slice, floats, done, part);
            done += part;
        }
        return floats;
    }
}
