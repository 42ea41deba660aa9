package io.github.cnnc.compiler.diagnostic;

import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;

/**
 * Diagnostics as GitHub's workflow commands, which a workflow's log shows beside the changed lines:
 * {@code ::error file=a.cnn,line=3,col=8,endLine=3,endColumn=34,title=CNN031::...}.
 */
public final class GithubAnnotations {

    private GithubAnnotations() {}

    /** The command for a diagnostic: message, arithmetic, notes and help in one text; no line end behind it. */
    public static String of(Diagnostic diagnostic) {
        Span at = diagnostic.primary().span();
        SourceFile file = at.file();
        StringBuilder text = new StringBuilder(diagnostic.message());
        if (!diagnostic.primary().text().isEmpty()) {
            text.append('\n').append(diagnostic.primary().text());
        }
        diagnostic.notes().forEach(note -> text.append("\nnote: ").append(note));
        diagnostic.fixes().forEach(fix -> text.append("\nhelp: ").append(fix));
        return "::" + (diagnostic.isError() ? "error" : "warning") + " file=" + property(file.name()) + ",line="
                + at.line()
                + ",col=" + at.column() + ",endLine=" + file.line(at.end()) + ",endColumn=" + file.column(at.end())
                + ",title="
                + property(diagnostic.code() + ": " + diagnostic.code().title()) + "::" + escaped(text.toString());
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return escaped(text).replace(":", "%3A").replace(",", "%2C");
    }
}
