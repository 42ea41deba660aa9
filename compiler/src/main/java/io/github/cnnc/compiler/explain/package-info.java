/**
 * What a plan costs and why it is so, for people: each step with the reason for its schedule, the bytes of its methods, its
 * weights and memory. Imports {@code plan}, {@code kernel}, {@code layout}, {@code machine},
 * {@code ir}, {@code emit} and {@code load}.
 */
package io.github.cnnc.compiler.explain;
