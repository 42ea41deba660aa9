package io.github.cnnc.cli;

/** The exit codes, which others script against. */
final class Exit {

    /** Done. */
    static final int OK = 0;

    /** The user can mend it: a diagnostic, a wrong option, a file that is not there. */
    static final int USER = 1;

    /** A mistake of ours; EX_SOFTWARE of BSD's sysexits. */
    static final int BUG = 70;

    private Exit() {}
}
