package io.github.cnnc.cli;

import io.github.cnnc.compiler.ClassName;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.emit.JavaName;
import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.compiler.machine.Target;

/**
 * What the user calls a generated class.
 *
 * @param packageName a name Java takes, or empty for none
 * @param className a name Java takes, or empty for the network's
 */
record JavaNames(String packageName, String className) {

    /** Checks what was typed; a {@link UserError} where a generated class cannot be called so. */
    static JavaNames checked(String packageName, String className) {
        if (!packageName.isEmpty()) {
            JavaName.whyNotPackage(packageName).ifPresent(reason -> refuse("--package", packageName, reason));
        }
        if (!className.isEmpty()) {
            JavaName.whyNotClass(className)
                    .ifPresent(reason -> refuse("--class", className, reason + instead(className)));
        }
        return new JavaNames(packageName, className);
    }

    private static void refuse(String option, String name, String reason) {
        throw new UserError(option + ": `" + name + "` " + reason);
    }

    /** A name near by, if that is one. */
    private static String instead(String className) {
        String near = ClassName.of(className);
        return JavaName.whyNotClass(near).isEmpty() ? "\n`--class " + near + "` is possible" : "";
    }

    /** Compiles, says what is doubtful, and generates the class. */
    JavaSource generate(Source source, Terminal terminal) {
        Compilation compilation = source.planned(terminal, Target.widths());
        String network = compilation.network().network().name();
        return compilation.java(packageName, className.isEmpty() ? ClassName.of(network) : className);
    }
}
