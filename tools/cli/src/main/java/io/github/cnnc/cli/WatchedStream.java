package io.github.cnnc.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A stream that remembers why it could not be written; the writer in front of it tells only that. */
final class WatchedStream extends FilterOutputStream {

    private IOException failure;

    WatchedStream(OutputStream out) {
        super(out);
    }

    /** Why something is lost. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** After a failure nothing is written: a hole would be worse than an end. */
    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
