package io.github.cnnc.compiler.emit;

/**
 * A generated class as text, pure ASCII.
 *
 * @param packageName the package, or nothing for the unnamed one
 * @param className the simple name
 * @param text the compilation unit
 */
public record JavaSource(String packageName, String className, String text) {

    /** {@code com.example.LeNet}. */
    public String qualifiedName() {
        return packageName.isEmpty() ? className : packageName + "." + className;
    }

    /** Where it belongs below a source directory, {@code com/example/LeNet.java}. */
    public String path() {
        return qualifiedName().replace('.', '/') + ".java";
    }
}
