package io.github.cnnc.compiler.load;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.emit.JavaSource;
import io.github.cnnc.compiler.kernel.BodySize;
import io.github.cnnc.runtime.generated.CompiledModel;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles generated source with Janino and loads it. */
public final class JaninoLoader {

    private JaninoLoader() {}

    /** The class of a source; {@link CompilerBug} where Janino does not take it, for nobody but us wrote it. */
    public static LoadedClass load(JavaSource source) {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(CompiledModel.class.getClassLoader());
        // Janino's newest level breaks on what javac 8 takes; emitted source is Java 8.
        compiler.setSourceVersion(8);
        compiler.setTargetVersion(8);
        compiler.setDebuggingInformation(true, true, false);
        try {
            compiler.cook(source.path(), new StringReader(source.text()));
            Map<String, byte[]> classFiles = compiler.getBytecodes();
            checkSizes(classFiles, source);
            Class<?> loaded = compiler.getClassLoader().loadClass(source.qualifiedName());
            return new LoadedClass(classFiles, loaded.asSubclass(CompiledModel.class));
        } catch (CompileException | InternalCompilerException | IOException | ClassNotFoundException e) {
            throw new CompilerBug("load", source.qualifiedName() + ": " + e.getMessage(), source.text(), e);
        }
    }

    /** A method of more bytes would be interpreted, 150 times slower, without a word. */
    private static void checkSizes(Map<String, byte[]> classFiles, JavaSource source) {
        classFiles.forEach((name, bytes) -> MethodSizes.of(bytes).forEach((method, size) -> {
            if (size >= BodySize.LIMIT) {
                throw new CompilerBug(
                        "emit",
                        name + "." + method + " has " + size + " bytes of bytecode, not under " + BodySize.LIMIT,
                        source.text());
            }
        }));
    }
}
