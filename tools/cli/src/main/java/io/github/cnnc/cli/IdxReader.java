package io.github.cnnc.cli;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * MNIST's files of bytes (<a href="https://yann.lecun.com/exdb/mnist/">the IDX format</a>), gzipped or not: a header with
 * the sizes, then one item after the other. The file is untrusted; one item at a time is read, and a size the header
 * claims is compared with what the caller expects before anything of that size is allocated.
 */
final class IdxReader implements Closeable {

    /** The type code of unsigned bytes. */
    private static final int UNSIGNED_BYTE = 8;

    private final Path file;
    private final DataInputStream in;
    private final int[] sizes;

    private IdxReader(Path file, DataInputStream in, int[] sizes) {
        this.file = file;
        this.in = in;
        this.sizes = sizes;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param rank the number of sizes it must have: 3 for images, 1 for labels
     */
    static IdxReader open(Path file, int rank) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UserError(file + " is no regular file");
        }
        InputStream raw;
        try {
            raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw new UserError("there is no file " + file);
        }
        try {
            DataInputStream in = new DataInputStream(unzipped(raw));
            return new IdxReader(file, in, header(file, in, rank));
        } catch (EOFException e) {
            raw.close();
            throw new UserError(file + ": is cut off inside its header");
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** By the two bytes every gzip file begins with; the name may say anything. */
    private static InputStream unzipped(InputStream raw) throws IOException {
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(raw), 1 << 16) : raw;
    }

    private static int[] header(Path file, DataInputStream in, int rank) throws IOException {
        int magic = in.readInt();
        if (magic != (UNSIGNED_BYTE << 8 | rank)) {
            throw new UserError(file + ": is no idx" + rank + "-ubyte file: it begins with "
                    + String.format("%08x", magic) + ", not " + String.format("%08x", UNSIGNED_BYTE << 8 | rank));
        }
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = in.readInt();
            if (sizes[i] < 1) {
                throw new UserError(file + ": claims a size of " + Integer.toUnsignedString(sizes[i]));
            }
        }
        return sizes;
    }

    /** The number of items. */
    int count() {
        return sizes[0];
    }

    /** The sizes of an item, outermost first: rows and columns of an image. */
    List<Integer> itemShape() {
        return IntStream.of(sizes).skip(1).boxed().toList();
    }

    /** The next item. */
    void read(byte[] item) throws IOException {
        try {
            in.readFully(item);
        } catch (EOFException e) {
            throw new UserError(file + ": ends before the last of the " + count() + " items it claims");
        }
    }

    /** Throws a {@link UserError} unless this is the end: what its header does not count would be ignored. */
    void requireEnd() throws IOException {
        if (in.read() >= 0) {
            throw new UserError(file + ": goes on after the " + count() + " items it claims");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
