package io.github.cnnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cnnc.compiler.ClassName;
import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.load.JaninoLoader;
import io.github.cnnc.compiler.plan.Plan;
import io.github.cnnc.compiler.plan.PlanOptions;
import io.github.cnnc.compiler.plan.Plans;
import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.generated.CompiledModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;

/** Names from outside that mean something to Java, or to generated source, on every way by which a name gets into it. */
class JavaNameTest {

    /** Keywords, literals, restricted identifiers and restricted keywords (JLS 3.9, Java 25). */
    private static final List<String> WORDS =
            List.of(("abstract assert boolean break byte case catch char class const continue default"
                            + " do double else enum extends final finally float for goto if implements import instanceof int interface long native"
                            + " new package private protected public return short static strictfp super switch synchronized this throw throws"
                            + " transient try void volatile while _ true false null exports module non_sealed open opens permits provides record"
                            + " requires sealed to transitive uses var when with yield")
                    .split(" "));

    /** What the generated class, its kernels and their locals are called, and the beginnings of package names. */
    private static final List<String> OWN =
            List.of(("predict load run pack weights variant choose newWorkspace input output labels tensors"
                            + " name INPUT_WIDTH OUTPUT_DEPTH CLASSES Plain Plain_ Lanes16 Lanes8 Lanes4 Part1 Part2 main in out arena worker"
                            + " scratch s t u to sums x y z i oc oh ow kh kw c n path lanes timeStep sync warmUp pass io java javax jdk org com"
                            + " github cnnc runtime incubator vector util nio generated p Network Net GENERATED")
                    .split(" "));

    /** Other types that generated source imports. */
    private static final List<String> IMPORTED =
            List.of("Path", "IOException", "Arrays", "FloatVector", "IntVector", "VectorOperators", "VectorSpecies");

    private static Set<String> allNames() throws IOException {
        Set<String> names = names();
        names.addAll(publicTypes("java.lang"));
        names.addAll(runtimeTypes());
        return names;
    }

    /** Those that are no types, and the types that kernels name. */
    private static Set<String> names() {
        Set<String> names = new TreeSet<>(WORDS);
        names.addAll(OWN);
        names.addAll(IMPORTED);
        names.addAll(List.of(
                "Math", "Float", "Double", "System", "Object", "String", "Override", "Worker", "KernelVariant"));
        for (Method method : CompiledModel.class.getMethods()) {
            names.add(method.getName());
        }
        return names;
    }

    private static List<String> publicTypes(String name) throws IOException {
        Path folder =
                FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base", name.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .filter(SourceVersion::isIdentifier)
                    .filter(type -> !type.contains("$"))
                    .filter(type -> isPublic(name + "." + type))
                    .toList();
        }
    }

    private static boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> runtimeTypes() throws IOException {
        List<String> types = new ArrayList<>(typesBeside(Model.class));
        types.addAll(typesBeside(CompiledModel.class));
        return types;
    }

    private static List<String> typesBeside(Class<?> owner) throws IOException {
        String resource = owner.getName().replace('.', '/') + ".class";
        URI found = URI.create(owner.getClassLoader().getResource(resource).toString());
        if (!found.getScheme().equals("file")) {
            try (var jar = FileSystems.newFileSystem(found, Map.of())) {
                return types(jar.getPath(resource).getParent());
            }
        }
        return types(Path.of(found).getParent());
    }

    private static List<String> types(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("[A-Za-z]+\\.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .toList();
        }
    }

    private static final String TEXT = "input 4x4x1 layers CONV(4, 3x3, pad=1)-Sigmoid-POOL-FC(3)-SOFTMAX";

    /** With kernels in plain Java. */
    private static JavaSource plain(String text, String packageName, String className) {
        return source(text, packageName, className, 1);
    }

    private static JavaSource source(String text, String packageName, String className, int... lanes) {
        Compilation compilation = Cnnc.compile(text);
        List<Plan> plans = IntStream.of(lanes)
                .mapToObj(width -> Plans.plan(compilation.optimised(), PlanOptions.DEFAULT.withVectorWidth(width)))
                .toList();
        return Emitter.emit(plans, packageName, className);
    }

    /** Janino takes each, and javac all of them. */
    private void assertCompile(List<JavaSource> sources) {
        sources.forEach(source -> assertThatCode(() -> JaninoLoader.load(source))
                .as(source.qualifiedName())
                .doesNotThrowAnyException());
        Javac.compile(sources);
    }

    @Test
    void everyNameOfANetworkIsANameOfAClass() throws IOException {
        List<JavaSource> sources = new ArrayList<>();
        for (String name : allNames()) {
            String className = ClassName.of(name);
            if (className.equals(name)) {
                sources.add(plain(TEXT, "p" + sources.size(), name));
            } else {
                assertThat(className).isEqualToIgnoringCase(name + "Network");
                assertThat(JavaName.whyNotClass(className)).isEmpty();
            }
        }
        assertThat(sources.size()).isGreaterThan(80);
        sources.add(plain(TEXT, "p", "VarNetwork"));
        assertCompile(sources);
    }

    /** Vectors have types and nested classes of their own. */
    @Test
    void alsoOfAClassWithVectors() {
        List<JavaSource> sources = new ArrayList<>();
        for (String name : List.of("FloatVector", "VectorOperators", "Arrays", "Lanes8", "Plain", "jdk")) {
            sources.add(source(TEXT, "p" + sources.size(), ClassName.of(name), 8, 1));
        }
        assertCompile(sources);
    }

    /** In the unnamed package a class stands beside the first words of all package names. */
    @Test
    void alsoInTheUnnamedPackage() {
        for (String name : List.of("io", "java", "javax", "jdk", "org", "Path", "github")) {
            assertCompile(List.of(plain(TEXT, "", ClassName.of(name))));
        }
    }

    @Test
    void everyLabelIsANameOfAMethod() {
        List<JavaSource> sources = new ArrayList<>();
        for (String name : names()) {
            String text = "input 2x2x1 layers CONV(2, 1x1) @" + name + " - POOL @" + name + "2";
            if (Cnnc.compile(text).succeeded()) {
                sources.add(plain(text, "p" + sources.size(), "Labelled"));
            }
        }
        assertThat(sources.size()).isGreaterThan(140);
        assertCompile(sources);
    }

    @Test
    void aBlockInALabelledBlockIsANameOfAMethod() {
        String text = "input 8x8x3 block A = CONV(4, 1x1) @yield - ReLU layers (A @var)*2 - A @yield - A @_";
        assertCompile(List.of(plain(text, "p", "Blocks")));
    }

    @Test
    void everyPackageThatIsNotRefusedCompiles() {
        List<JavaSource> sources = new ArrayList<>();
        for (String name : names()) {
            String packageName = sources.size() % 2 == 0 ? name : "q." + name;
            if (JavaName.whyNotPackage(packageName).isEmpty()) {
                sources.add(plain(TEXT, packageName, "LeNet5"));
            }
        }
        assertThat(sources.size()).isGreaterThan(70);
        assertCompile(sources);
    }

    @Test
    void whatAClassCannotBeCalledIsSaid() {
        assertThat(JavaName.whyNotClass("var")).contains("is a word of the Java language");
        assertThat(JavaName.whyNotClass("class")).contains("is a word of the Java language");
        assertThat(JavaName.whyNotClass("_")).contains("is a word of the Java language");
        assertThat(JavaName.whyNotClass("String")).contains("would hide java.lang.String");
        assertThat(JavaName.whyNotClass("Workspace")).contains("is a type of cnnc's runtime");
        assertThat(JavaName.whyNotClass("java")).contains("is the beginning of package names that the class needs");
        assertThat(JavaName.whyNotClass("a.B")).contains("is no Java identifier");
        assertThat(JavaName.whyNotClass("A\u0001")).contains("is no Java identifier");
        assertThat(JavaName.whyNotClass("")).contains("is no Java identifier");
        assertThat(JavaName.whyNotClass("LeNet5")).isEmpty();
        assertThat(JavaName.whyNotClass("Größe")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain(TEXT, "p", "record"))
                .withMessage("`record` is a word of the Java language");
    }

    @Test
    void whatAPackageCannotBeCalledIsSaid() {
        assertThat(JavaName.whyNotPackage("com.1x")).contains("is no name of a Java package");
        assertThat(JavaName.whyNotPackage("com.class")).contains("is no name of a Java package");
        assertThat(JavaName.whyNotPackage("java.lang")).contains("is below `java`, which Java keeps for itself");
        assertThat(JavaName.whyNotPackage("io.github.cnnc.runtime")).contains("is the package of cnnc's runtime");
        assertThat(JavaName.whyNotPackage("jdk.incubator.vector"))
                .contains("is a package of Java's module jdk.incubator.vector");
        assertThat(JavaName.whyNotPackage("com.example")).isEmpty();
        assertThat(JavaName.whyNotPackage("com.var.record")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> plain(TEXT, "java.x", "C"));
    }

    /** A later Java may have more: then the list in {@link JavaName} is to be made longer. */
    @Test
    void theTypesOfJavaLangAreKnown() throws IOException {
        assertThat(publicTypes("java.lang"))
                .hasSizeGreaterThan(100)
                .allSatisfy(type -> assertThat(JavaName.whyNotClass(type)).contains("would hide java.lang." + type));
    }
}
