package io.github.cnnc.cli;

import io.github.cnnc.compiler.plan.PlanOptions;
import java.util.Locale;

/** How far generated loops are unrolled, as it is typed. */
enum Unroll {
    AUTO(PlanOptions.Unroll.AUTO),
    FULL(PlanOptions.Unroll.FULL);

    private final PlanOptions.Unroll planned;

    Unroll(PlanOptions.Unroll planned) {
        this.planned = planned;
    }

    /** What the plan takes. */
    PlanOptions.Unroll planned() {
        return planned;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
