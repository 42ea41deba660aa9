package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses each file once, however often it is asked for: every fix and input size that is tried elaborates anew. */
public final class ParsedFiles {

    private record Parsed(Optional<SyntaxTree> tree, List<Diagnostic> diagnostics) {}

    private final Map<SourceFile, Parsed> parsed = new HashMap<>();

    /** The file's tree; nothing where it does not follow the grammar, which is then in the diagnostics. */
    public Optional<SyntaxTree> tree(SourceFile file, Diagnostics diagnostics) {
        Parsed all = parsed.computeIfAbsent(file, ParsedFiles::parse);
        all.diagnostics.forEach(diagnostics::add);
        return all.tree;
    }

    private static Parsed parse(SourceFile file) {
        Diagnostics own = new Diagnostics();
        return new Parsed(Parser.parse(file, own), own.all());
    }
}
