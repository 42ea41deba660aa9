package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.codegen.Code;
import io.github.cnnc.compiler.codegen.WorkSplit;

/**
 * The body of a kernel's method, and how it is divided among threads. In scope are the arrays that the site's views name, the operation's
 * weights by their roles, {@code scratch} from {@code s} on, and the short arrays {@code sums}.
 *
 * @param split the work items there are, of which a call does one, {@code u}, and which may run at the same time; none where a call
 *     does all. An item should take microseconds: HotSpot compiles a method well after some thousand calls, and badly in the middle of
 *     a loop
 */
public record KernelBody(Code code, WorkSplit split) {

    /** A body of work items in no order that matters, none of which writes what another does. */
    public KernelBody(Code code, int items) {
        this(code, WorkSplit.line(items, 1));
    }

    /** A body that is not divided. */
    public static KernelBody whole(Code code) {
        return new KernelBody(code, 0);
    }

    /** Whether a call does all. */
    public boolean isWhole() {
        return split.rows() == 0;
    }
}
