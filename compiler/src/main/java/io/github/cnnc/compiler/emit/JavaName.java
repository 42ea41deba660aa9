package io.github.cnnc.compiler.emit;

import java.lang.module.ModuleFinder;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Which names a generated class and its package can have. */
public final class JavaName {

    /** JLS 3.9: words that a variable can have for its name and a type cannot; of the last, Janino alone thinks so. */
    private static final Set<String> RESTRICTED = Set.of("var", "yield", "record", "sealed", "permits", "transitive");

    /** Where the names of types in generated source begin; a type of this name would hide them (JLS 6.4.2). */
    private static final Set<String> ROOTS = Set.of("io", "java", "jdk");

    /** The public types of {@code java.lang} from Java 17 to 25. A list, so that every Java makes the same class of a network. */
    private static final Set<String> JAVA_LANG = Set.of(("""
            AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError
            AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class ClassCastException ClassCircularityError
            ClassFormatError ClassLoader ClassNotFoundException ClassValue CloneNotSupportedException Cloneable Comparable
            Compiler Deprecated Double Enum EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float
            FunctionalInterface IO IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException
            IllegalMonitorStateException IllegalStateException IllegalThreadStateException IncompatibleClassChangeError
            IndexOutOfBoundsException InheritableThreadLocal InstantiationError InstantiationException Integer InternalError
            InterruptedException Iterable LayerInstantiationException LinkageError Long MatchException Math Module ModuleLayer
            NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError
            NoSuchMethodException NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package
            Process ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime RuntimeException
            RuntimePermission SafeVarargs ScopedValue SecurityException SecurityManager Short StableValue StackOverflowError
            StackTraceElement StackWalker StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException
            SuppressWarnings System Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError
            UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError Void
            WrongThreadException
            """).strip().split("\\s+"));

    private static final Set<String> RUNTIME = Set.of("io.github.cnnc.runtime", "io.github.cnnc.runtime.generated");

    private JavaName() {}

    /** Why a class cannot have a name, as the end of a sentence that begins with it; nothing if it can. */
    public static Optional<String> whyNotClass(String name) {
        if (!SourceVersion.isIdentifier(name) || name.chars().anyMatch(Character::isIdentifierIgnorable)) {
            return Optional.of("is no Java identifier");
        }
        if (isWord(name) || RESTRICTED.contains(name)) {
            return Optional.of("is a word of the Java language");
        }
        if (JAVA_LANG.contains(name)) {
            return Optional.of("would hide java.lang." + name);
        }
        if (isOfRuntime(name)) {
            return Optional.of("is a type of cnnc's runtime");
        }
        return ROOTS.contains(name)
                ? Optional.of("is the beginning of package names that the class needs")
                : Optional.empty();
    }

    /** Why a package cannot have a name, likewise. */
    public static Optional<String> whyNotPackage(String name) {
        if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)
                || name.chars().anyMatch(Character::isIdentifierIgnorable)) {
            return Optional.of("is no name of a Java package");
        }
        if (name.equals("java") || name.startsWith("java.")) {
            return Optional.of("is below `java`, which Java keeps for itself");
        }
        if (RUNTIME.contains(name)) {
            return Optional.of("is the package of cnnc's runtime");
        }
        return ModuleFinder.ofSystem().findAll().stream()
                .map(module -> module.descriptor())
                .filter(module -> module.packages().contains(name))
                .map(module -> "is a package of Java's module " + module.name())
                .findFirst();
    }

    private static boolean isWord(String name) {
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_17);
    }

    private static boolean isOfRuntime(String name) {
        return RUNTIME.stream().anyMatch(owner -> isType(owner + "." + name));
    }

    private static boolean isType(String name) {
        try {
            Class.forName(name, false, JavaName.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            // The error: a file system that does not tell upper case from lower found another class.
            return false;
        }
    }
}
