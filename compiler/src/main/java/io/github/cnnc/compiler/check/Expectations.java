package io.github.cnnc.compiler.check;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.elaborate.Elaborated;
import io.github.cnnc.compiler.elaborate.Elaborated.Expectation;
import io.github.cnnc.compiler.value.Value;
import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares a network's figures with its {@code expect} statements. */
record Expectations(Elaborated elaborated, CheckedNetwork.Totals totals, Diagnostics diagnostics) {

    private static final List<String> KINDS = List.of("params", "output", "macs", "memory");

    void check() {
        elaborated.expectations().forEach(this::check);
    }

    private void check(Expectation expectation) {
        switch (expectation.what()) {
            case "params" -> number(expectation, Code.CNN050, totals.parameters(), "parameters");
            case "macs" -> number(expectation, Code.CNN052, totals.macs(), "multiply-accumulates");
            case "memory" -> number(expectation, Code.CNN053, totals.memoryBytes(), "bytes of weights and activations");
            case "output" -> output(expectation);
            default ->
                diagnostics.add(Diagnostic.of(
                        Code.CNN027,
                        "nothing is known of `" + expectation.what() + "`",
                        expectation.whatSpan(),
                        "expect one of " + String.join(", ", KINDS) + NearestName.hint(expectation.what(), KINDS)));
        }
    }

    private void number(Expectation expectation, Code code, long actual, String unit) {
        if (!(expectation.value() instanceof Value.Int expected)) {
            wrongType(expectation, "a whole number");
            return;
        }
        if (holds(expectation.operator(), Long.compare(actual, expected.value()))) {
            return;
        }
        String message = "the network has " + figure(actual) + " " + unit;
        if (!expectation.binding()) {
            ofTheFilesOwn(expectation, message, figure(expected.value()));
            return;
        }
        Diagnostic diagnostic = Diagnostic.of(
                code,
                message,
                expectation.span(),
                expected(expectation, figure(expected.value())) + difference(actual, expected.value()));
        Difference difference = new Difference(elaborated.network(), totals);
        Optional<Label> reason = code == Code.CNN050
                ? difference.ofParameters(expected.value())
                : code == Code.CNN052 ? difference.ofMacs(expected.value()) : Optional.empty();
        boolean equality = expectation.operator().equals("==");
        diagnostics.add(reason.filter(r -> equality)
                .map(r -> diagnostic.because(r.span(), r.text()))
                .orElse(diagnostic));
    }

    private static String difference(long actual, long expected) {
        long less = actual - expected;
        return ((actual ^ expected) & (actual ^ less)) < 0
                ? ""
                : ", the difference is " + (less > 0 ? "+" : "") + figure(less);
    }

    private void output(Expectation expectation) {
        Volume actual = elaborated.network().outputVolume();
        if (!(expectation.value() instanceof Value.Size size) || size.sizes().size() != 3) {
            wrongType(expectation, "a volume like 1x1x1000");
            return;
        }
        if (!expectation.operator().equals("==") && !expectation.operator().equals("!=")) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN027,
                    "volumes have no order",
                    expectation.span(),
                    "`" + expectation.operator() + "` does not go with `output`"));
            return;
        }
        boolean same = size.toString().equals(actual.toString());
        if (same == expectation.operator().equals("==")) {
            return;
        }
        if (expectation.binding()) {
            diagnostics.add(Diagnostic.of(
                            Code.CNN051,
                            "the output is " + actual,
                            expectation.span(),
                            expected(expectation, size.toString()))
                    .because(elaborated.outputSpan(), "gives " + actual));
        } else {
            ofTheFilesOwn(expectation, "the output is " + actual, size.toString());
        }
    }

    /** Warns of a figure that was stated for the network as written, while the caller gave another input or other values. */
    private void ofTheFilesOwn(Expectation expectation, String message, String figure) {
        diagnostics.add(Diagnostic.of(
                        Code.CNN111,
                        message,
                        expectation.span(),
                        expected(expectation, figure) + " of the network as written")
                .note(
                        "with an input or values from outside it is another; a line that names every parameter that is given"
                                + " must hold, `--no-expect` compares none"));
    }

    private static String expected(Expectation expectation, String figure) {
        return "expected " + (expectation.operator().equals("==") ? "" : expectation.operator() + " ") + figure;
    }

    private void wrongType(Expectation expectation, String takes) {
        if (!(expectation.value() instanceof Value.Unknown)) {
            diagnostics.add(Diagnostic.of(
                    Code.CNN023,
                    "`expect " + expectation.what() + "` takes " + takes + ", not "
                            + expectation.value().described(),
                    expectation.span(),
                    ""));
        }
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static String figure(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
