package io.github.cnnc.runtime.generated;

import java.util.concurrent.atomic.AtomicReference;

/** Lets one caller in at a time, and nobody once it is closed. */
final class Turnstile {

    private enum State {
        FREE,
        TAKEN,
        /** Closed while somebody is in. */
        CLOSING,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    /** Lets the caller in, or throws an {@link IllegalStateException} that says why not. */
    void enter() {
        if (!state.compareAndSet(State.FREE, State.TAKEN)) {
            throw refusal();
        }
    }

    /**
     * Lets the caller, who is in, out.
     *
     * @return whether it was closed meanwhile, and is empty from now on
     */
    boolean leave() {
        if (state.compareAndSet(State.TAKEN, State.FREE)) {
            return false;
        }
        state.set(State.CLOSED);
        return true;
    }

    /**
     * Lets nobody in from now on.
     *
     * @return whether it was open and nobody is in; where somebody is, {@link #leave} returns true later
     */
    boolean close() {
        State before =
                state.getAndUpdate(now -> now == State.FREE ? State.CLOSED : now == State.TAKEN ? State.CLOSING : now);
        return before == State.FREE;
    }

    private IllegalStateException refusal() {
        State now = state.get();
        return new IllegalStateException(
                now == State.CLOSING || now == State.CLOSED
                        ? "the workspace is closed"
                        : "the workspace is in use by another thread: each thread needs its own, from newWorkspace()");
    }
}
