package io.github.cnnc.compiler.syntax;

import java.util.Optional;

/** A parameter of a network or block, with its default. */
public record Parameter(Name name, Optional<Expr> defaultValue) {}
