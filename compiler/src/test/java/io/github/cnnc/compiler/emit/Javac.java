package io.github.cnnc.compiler.emit;

import io.github.cnnc.compiler.load.LoadedClass;
import io.github.cnnc.runtime.generated.CompiledModel;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles generated source with the JDK's own compiler, the second opinion on what Janino does. */
public final class Javac {

    private Javac() {}

    /** A class of its own loader. */
    public static LoadedClass load(JavaSource source) {
        Map<String, byte[]> classFiles = compile(List.of(source));
        ClassLoader loader = new ClassLoader(CompiledModel.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classFiles.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        try {
            return new LoadedClass(
                    classFiles, loader.loadClass(source.qualifiedName()).asSubclass(CompiledModel.class));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The class files of sources, all at once; an {@link AssertionError} where javac has anything to say. */
    public static Map<String, byte[]> compile(List<JavaSource> sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Memory memory = new Memory(javac.getStandardFileManager(problems, null, null));
        List<String> options = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-Xlint:all,-options",
                "-proc:none",
                "--release",
                "17",
                "--add-modules",
                "jdk.incubator.vector");
        List<Text> units = sources.stream().map(Text::new).toList();
        boolean done =
                javac.getTask(null, memory, problems, options, null, units).call();
        List<?> others = problems.getDiagnostics().stream()
                .filter(problem -> !problem.getCode().equals("compiler.warn.incubating.modules"))
                .toList();
        if (!done || !others.isEmpty()) {
            throw new AssertionError(
                    others + (sources.size() == 1 ? "\n" + sources.get(0).text() : ""));
        }
        Map<String, byte[]> classFiles = new TreeMap<>();
        memory.written.forEach((name, bytes) -> classFiles.put(name, bytes.toByteArray()));
        return classFiles;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(JavaSource source) {
            super(URI.create("string:///" + source.path()), Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
