package io.github.cnnc.cli;

import java.util.Locale;

/** What tells which tensor of a weights file is which of the network. */
enum MatchBy {
    NAME,
    ORDER;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
