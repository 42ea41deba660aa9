package io.github.cnnc.cli;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.diagnostic.Label;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diagnostic for an editor. Lines and columns count from 1, columns in UTF-16 units; ends are exclusive. */
final class DiagnosticJson {

    private DiagnosticJson() {}

    static JsonObject of(Diagnostic diagnostic) {
        List<JsonObject> labels = new ArrayList<>();
        labels.add(label(diagnostic.primary()).with("primary", true));
        diagnostic.secondary().forEach(l -> labels.add(label(l).with("primary", false)));
        JsonObject json = new JsonObject()
                .with("code", diagnostic.code())
                .with("severity", diagnostic.code().severity().name().toLowerCase(Locale.ROOT))
                .with("message", diagnostic.message());
        json.putAll(place(diagnostic.primary().span()));
        return json.with("labels", labels)
                .with(
                        "trail",
                        diagnostic.trail().stream().map(DiagnosticJson::label).toList())
                .with("notes", diagnostic.notes())
                .with(
                        "fixes",
                        diagnostic.fixes().stream().map(DiagnosticJson::fix).toList());
    }

    private static JsonObject label(Label label) {
        return place(label.span()).with("text", label.text());
    }

    private static JsonObject fix(Fix fix) {
        JsonObject edit = place(fix.place()).with("replacement", fix.replacement());
        return new JsonObject()
                .with("text", fix.text())
                .with("effect", fix.effect())
                .with("edits", List.of(edit));
    }

    private static JsonObject place(Span span) {
        SourceFile file = span.file();
        return new JsonObject()
                .with("file", file.name())
                .with("line", span.line())
                .with("column", span.column())
                .with("endLine", file.line(span.end()))
                .with("endColumn", file.column(span.end()));
    }
}
