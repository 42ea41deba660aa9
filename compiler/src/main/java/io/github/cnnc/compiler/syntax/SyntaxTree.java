package io.github.cnnc.compiler.syntax;

import io.github.cnnc.compiler.source.SourceFile;
import java.util.List;

/**
 * A parsed file. A file that is nothing but a formula is one {@code layers} statement.
 *
 * @param bare whether the file is nothing but the formula, so that its free names come from outside
 */
public record SyntaxTree(SourceFile file, List<Statement> statements, boolean bare) {

    public SyntaxTree {
        statements = List.copyOf(statements);
    }
}
