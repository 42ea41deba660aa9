package io.github.cnnc.compiler;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.DiagnosticRenderer;
import java.util.List;

/** What was asked of a compilation that has errors. Its message is the report. */
public final class CompilationFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    CompilationFailed(List<Diagnostic> diagnostics) {
        super("\n" + new DiagnosticRenderer(false).render(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
