package io.github.cnnc.cli;

import java.util.Locale;

/** How far generated loops are unrolled, as it is typed. */
enum Unroll {
    AUTO(io.github.cnnc.compiler.machine.Unroll.AUTO),
    FULL(io.github.cnnc.compiler.machine.Unroll.FULL);

    private final io.github.cnnc.compiler.machine.Unroll planned;

    Unroll(io.github.cnnc.compiler.machine.Unroll planned) {
        this.planned = planned;
    }

    /** What the plan takes. */
    io.github.cnnc.compiler.machine.Unroll planned() {
        return planned;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
