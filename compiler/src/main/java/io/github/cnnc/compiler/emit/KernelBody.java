package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;

/**
 * The body of a kernel's method, and how it is divided among threads.
 *
 * @param pieces the pieces of work there are, of which a call does one, {@code u}, and which may run at the same time; none where a call
 *     does all. A piece should take microseconds: HotSpot compiles a method well after some thousand calls, and badly in the middle of
 *     a loop
 */
record KernelBody(CodeBlock code, Pieces pieces) {

    /** A body of pieces in no order that matters, none of which writes what another does. */
    KernelBody(CodeBlock code, int units) {
        this(code, Pieces.line(units, 1));
    }

    /** A body that is not divided. */
    static KernelBody whole(CodeBlock code) {
        return new KernelBody(code, 0);
    }

    /** Whether a call does all. */
    boolean isWhole() {
        return pieces.rows() == 0;
    }
}
