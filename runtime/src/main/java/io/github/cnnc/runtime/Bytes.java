package io.github.cnnc.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a file of any length, or of an array, read piece by piece when asked for.
 *
 * <p>A file is read and not mapped: pages of a mapping count as memory of the process beside the arrays they are copied into, and
 * a file that is cut short meanwhile would be an {@link InternalError}.
 */
abstract class Bytes {

    /** Bytes read at a time; a multiple of every element's size. */
    private static final int PIECE = 1 << 18;

    /** Below this many bytes the whole file is read at once and closed. */
    private static final int SMALL = 1 << 16;

    /**
     * The bytes of a file. A large one stays open until it is collected; it may be moved or deleted where the system lets an
     * open one be.
     */
    static Bytes of(Path file) throws IOException {
        return of(file, PIECE, SMALL);
    }

    /** With sizes a test can afford. */
    static Bytes of(Path file, int piece, int small) throws IOException {
        RegularFile.require(file);
        return Files.size(file) < small ? of(Files.readAllBytes(file)) : new OfFile(file, piece);
    }

    /** The bytes of an array, which is not copied. */
    static Bytes of(byte[] bytes) {
        return new OfArray(bytes);
    }

    /** The number of bytes. */
    abstract long length();

    /** A copy of some bytes, which must lie within. */
    abstract byte[] copy(long offset, int count);

    /** Decodes elements, which must lie within, to the front of an array. */
    abstract void floats(ElementType type, ByteOrder order, long offset, float[] to, int count);

    /** Decodes elements, which must lie within. */
    final float[] floats(ElementType type, ByteOrder order, long offset, int count) {
        float[] floats = new float[count];
        floats(type, order, offset, floats, count);
        return floats;
    }

    private static final class OfArray extends Bytes {
        private final byte[] bytes;

        OfArray(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long length() {
            return bytes.length;
        }

        @Override
        byte[] copy(long offset, int count) {
            return Arrays.copyOfRange(bytes, (int) offset, (int) offset + count);
        }

        @Override
        void floats(ElementType type, ByteOrder order, long offset, float[] to, int count) {
            ByteBuffer from = ByteBuffer.wrap(bytes, (int) offset, count * type.bytes());
            type.decode(from.slice().order(order), to, 0, count);
        }
    }

    /** Not a channel: that is closed for good when a thread that reads is interrupted. */
    private static final class OfFile extends Bytes {
        private final Path path;
        private final RandomAccessFile file;
        private final long length;
        private final int piece;

        OfFile(Path path, int piece) throws IOException {
            this.path = path;
            this.file = new RandomAccessFile(path.toFile(), "r");
            this.length = file.length();
            this.piece = piece;
        }

        @Override
        long length() {
            return length;
        }

        @Override
        byte[] copy(long offset, int count) {
            byte[] copy = new byte[count];
            read(offset, copy, count);
            return copy;
        }

        @Override
        void floats(ElementType type, ByteOrder order, long offset, float[] to, int count) {
            int most = Math.max(1, piece / type.bytes());
            byte[] buffer = new byte[Math.min(most, count) * type.bytes()];
            for (int done = 0; done < count; done += most) {
                int part = Math.min(most, count - done);
                read(offset + (long) done * type.bytes(), buffer, part * type.bytes());
                type.decode(ByteBuffer.wrap(buffer).order(order), to, done, part);
            }
        }

        private synchronized void read(long offset, byte[] to, int count) {
            try {
                file.seek(offset);
                file.readFully(to, 0, count);
            } catch (IOException e) {
                throw new UncheckedIOException(path + " cannot be read any more", e);
            }
        }
    }
}
