package io.github.cnnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;

/**
 * The body of a kernel's method, and how it is divided among threads.
 *
 * @param units the pieces of work there are, of which a call does one, {@code u}, and which may run at the same time; 0 where a call does
 *     all. A piece should take microseconds: HotSpot compiles a method well after some thousand calls, and badly in the middle of a
 *     loop
 * @param rows how many of them one behind the other are rows of the output, the same for each tile of filters; all if there is one tile
 */
record KernelBody(CodeBlock code, int units, int rows) {

    /** A body of pieces in no order that matters. */
    KernelBody(CodeBlock code, int units) {
        this(code, units, units);
    }

    /** A body that is not divided. */
    static KernelBody whole(CodeBlock code) {
        return new KernelBody(code, 0);
    }
}
