package io.github.cnnc.compiler.elaborate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a text compiles to, in short. */
final class Networks {

    private Networks() {}

    /** The layers of a text without errors, as they would be written. */
    static List<String> layers(String text) {
        return layers(good(Cnnc.compile(text)));
    }

    static List<String> layers(Compilation compilation) {
        return compilation.network().rows().stream().map(LayerRow::text).toList();
    }

    /** The names of the layers. */
    static List<String> names(String text) {
        return good(Cnnc.compile(text)).network().rows().stream()
                .map(LayerRow::name)
                .toList();
    }

    /** The volume that leaves. */
    static String output(String text) {
        return good(Cnnc.compile(text)).network().network().outputVolume().toString();
    }

    /** The codes of a text's errors, in order. */
    static List<Code> codes(String text) {
        return Cnnc.compile(text).diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::code)
                .toList();
    }

    /** A text with the files it uses. */
    static Compilation with(Map<String, String> files, String text) {
        SourceLoader loader = (from, path) -> {
            if (!files.containsKey(path)) {
                throw new IOException("there is no file " + path);
            }
            return SourceFile.of(path, files.get(path));
        };
        return Cnnc.compile(SourceFile.of("main.cnn", text), loader, Options.NONE);
    }

    static Compilation good(Compilation compilation) {
        assertThat(compilation.succeeded()).as(compilation.report()).isTrue();
        return compilation;
    }
}
