package io.github.cnnc.cli;

import io.github.cnnc.compiler.ClassName;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.compiler.plan.PlanOptions;
import javax.lang.model.SourceVersion;

/**
 * What the user calls a generated class.
 *
 * @param packageName a name Java takes, or empty for none
 * @param className a name Java takes, or empty for the network's
 */
record JavaNames(String packageName, String className) {

    /** Checks what was typed; a {@link UserError} where Java would not take it. */
    static JavaNames checked(String packageName, String className) {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            throw new UserError("`" + packageName + "` is no name of a Java package");
        }
        if (packageName.equals("java") || packageName.startsWith("java.")) {
            throw new UserError("Java keeps packages below `java` for itself, so not `" + packageName + "`");
        }
        if (!className.isEmpty()
                && (!SourceVersion.isIdentifier(className)
                        || SourceVersion.isKeyword(className, SourceVersion.RELEASE_17))) {
            throw new UserError("`" + className + "` is no name of a Java class");
        }
        return new JavaNames(packageName, className);
    }

    /** Compiles, says what is doubtful, and generates the class. */
    JavaSource generate(Source source, Terminal terminal) {
        Compilation compilation = source.planned(terminal, PlanOptions.LANES);
        String network = compilation.network().network().name();
        return compilation.java(packageName, className.isEmpty() ? ClassName.of(network) : className);
    }
}
