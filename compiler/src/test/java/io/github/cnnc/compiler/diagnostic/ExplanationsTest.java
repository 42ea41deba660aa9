package io.github.cnnc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.CompilationFailed;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.machine.Unroll;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationsTest {

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeIsExplainedUnderItsTitle(Code code) {
        String text = Explanations.of(code).orElseThrow();
        assertThat(text).startsWith("# " + code + ": " + code.title() + "\n");
        assertThat(text.lines()).hasSizeBetween(10, 35).allMatch(line -> line.length() <= 220);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void theWrongExampleGivesTheCodeAndNoOther(Code code) {
        assertThat(compile(Explanations.wrong(code)).stream()
                        .filter(d -> d.isError() || code.severity() == Severity.WARNING)
                        .map(Diagnostic::code)
                        .distinct())
                .containsExactly(code);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void theRightExampleCompiles(Code code) {
        assertThat(compile(Explanations.right(code)).stream()
                        .filter(d -> d.isError() || code.severity() == Severity.WARNING))
                .isEmpty();
    }

    private static List<Diagnostic> compile(Explanations.Example example) {
        Options options = Options.NONE;
        for (Map.Entry<String, String> definition : example.definitions().entrySet()) {
            options = options.define(definition.getKey(), definition.getValue());
        }
        if (example.unrollFully()) {
            options = options.unroll(Unroll.FULL);
        }
        Compilation compilation = Cnnc.compile(example.text(), options);
        if (compilation.succeeded() && example.unrollFully()) {
            try {
                compilation.java("", "Example");
            } catch (CompilationFailed e) {
                return e.diagnostics();
            }
        }
        return compilation.diagnostics();
    }
}
