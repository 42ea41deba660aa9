/**
 * What the compiler says about a file: diagnostics are data first (code, labels, fixes) and prose last, in
 * {@link io.github.cnnc.compiler.diagnostic.DiagnosticRenderer}. Imports {@code source}.
 */
package io.github.cnnc.compiler.diagnostic;
