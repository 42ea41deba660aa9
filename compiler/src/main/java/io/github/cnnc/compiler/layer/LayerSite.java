package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.runtime.Volume;
import java.util.function.Consumer;

/**
 * A call of a layer at one place of the expanded network.
 *
 * @param input the volume that enters
 * @param origin where that volume comes from: the input, or the layer that gives it
 * @param reports takes what does not fit
 */
public record LayerSite(Arguments arguments, Volume input, Label origin, Consumer<Diagnostic> reports) {

    /** A diagnostic about this call, pointing at one argument and at where the volume comes from. */
    public Diagnostic problem(Code code, String message, String argument, String label) {
        return Diagnostic.of(code, message, arguments.span(argument), label)
                .in(arguments.call().span())
                .because(origin.span(), origin.text());
    }

    /** Reports. */
    public void report(Diagnostic diagnostic) {
        reports.accept(diagnostic);
    }
}
