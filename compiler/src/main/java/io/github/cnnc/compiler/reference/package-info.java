/**
 * What a network computes, without the compiler: layer by layer, naively, in double precision. Generated code is compared
 * with it.
 *
 * <p>Enters: a {@code Network}, its weights, an input. Leaves: the output. Imports {@code network}, {@code layer}, the
 * runtime; nothing that lowers, plans or emits, for it must not share their mistakes.
 */
package io.github.cnnc.compiler.reference;
