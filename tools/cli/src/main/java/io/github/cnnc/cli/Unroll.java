package io.github.cnnc.cli;

import java.util.Locale;

/** How far generated loops are unrolled, as it is typed. */
enum Unroll {
    AUTO(io.github.cnnc.compiler.target.Unroll.AUTO),
    FULL(io.github.cnnc.compiler.target.Unroll.FULL);

    private final io.github.cnnc.compiler.target.Unroll planned;

    Unroll(io.github.cnnc.compiler.target.Unroll planned) {
        this.planned = planned;
    }

    /** What the plan takes. */
    io.github.cnnc.compiler.target.Unroll planned() {
        return planned;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
