package io.github.cnnc.compiler.diagnostic;

/** Whether a diagnostic stops compilation. */
public enum Severity {
    /** It does. */
    ERROR,
    /** It does not. */
    WARNING
}
