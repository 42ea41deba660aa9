package io.github.cnnc.compiler.diagnostic;

/** A mistake of ours, never of the user: the stage it happened in and what is needed to reproduce it. */
public final class CompilerBug extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String stage;
    private final String detail;

    /**
     * @param stage the stage of the compiler, {@code load}
     * @param summary one line
     * @param detail what to attach to a report: the IR or the source; may be long
     */
    public CompilerBug(String stage, String summary, String detail, Throwable cause) {
        super("internal error in " + stage + ": " + summary, cause);
        this.stage = stage;
        this.detail = detail;
    }

    /** As the other, for a bug found by a check of our own. */
    public CompilerBug(String stage, String summary, String detail) {
        this(stage, summary, detail, null);
    }

    /** The stage it happened in. */
    public String stage() {
        return stage;
    }

    /** What to attach to a report. */
    public String detail() {
        return detail;
    }
}
