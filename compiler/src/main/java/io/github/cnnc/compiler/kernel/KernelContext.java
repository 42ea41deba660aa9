package io.github.cnnc.compiler.kernel;

import io.github.cnnc.compiler.codegen.Arithmetic;
import io.github.cnnc.compiler.codegen.Helpers;

/** What kernels are written with. */
public record KernelContext(Arithmetic arithmetic, Helpers helpers) {}
