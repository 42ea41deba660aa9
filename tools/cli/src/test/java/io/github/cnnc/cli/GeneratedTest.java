package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code emit} and {@code build}. */
class GeneratedTest {

    @TempDir
    Path folder;

    @Test
    void emitWritesTheClassWhereItsPackageBelongs() throws IOException {
        Ran ran = Ran.of("emit", Ran.LENET, "-o", folder, "--package", "com.example", "--class", "Digits");

        Path file = folder.resolve("com/example/Digits.java");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo(file + "\n");
        assertThat(Files.readString(file)).contains("package com.example;").contains("public final class Digits ");
    }

    @Test
    void emittedSourceDoesNotSayWhereTheNetworkLies() throws IOException {
        Path copy = Files.copy(Ran.LENET, folder.resolve("lenet5.cnn"));
        Ran.of("emit", Ran.LENET, "-o", folder.resolve("a"));
        Ran.of("emit", copy, "-o", folder.resolve("b"));

        assertThat(Files.readString(folder.resolve("a/LeNet5.java")))
                .isEqualTo(Files.readString(folder.resolve("b/LeNet5.java")))
                .contains("lenet5.cnn:7:9");
    }

    @Test
    void filesUsedAreFoundBesideTheNetwork() throws IOException {
        Files.createDirectories(folder.resolve("parts/more"));
        Files.writeString(folder.resolve("net.cnn"), "use \"parts/a.cnn\" input 8x8x1 layers A");
        Files.writeString(folder.resolve("parts/a.cnn"), "use \"more/b.cnn\" block A = B - ReLU");
        Files.writeString(folder.resolve("parts/more/b.cnn"), "block B = CONV(2)");

        assertThat(Ran.of("emit", folder.resolve("net.cnn"), "-o", folder).code())
                .isZero();
        assertThat(Files.readString(folder.resolve("Net.java")))
                .contains("b.cnn:1:11")
                .doesNotContain(folder.toString());
    }

    @Test
    void namesJavaDoesNotTakeAreRefused() {
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--package", "com.1x")
                        .err())
                .isEqualTo("error: --package: `com.1x` is no name of a Java package\n");
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--package", "java.lang")
                        .code())
                .isEqualTo(1);
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--class", "../X").err())
                .isEqualTo("error: --class: `../X` is no Java identifier\n");
        for (String word : List.of("Class", "Var", "Record", "_")) {
            String name = word.toLowerCase(Locale.ROOT);
            assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--class", name))
                    .isEqualTo(new Ran(
                            1,
                            "",
                            "error: --class: `" + name + "` is a word of the Java language\n`--class " + word
                                    + "Network` is possible\n"));
        }
        assertThat(Ran.of("build", Ran.LENET, "-o", folder.resolve("a.jar"), "--class", "Model")
                        .err())
                .startsWith("error: --class: `Model` is a type of cnnc's runtime\n");
        assertThat(Ran.of("build", Ran.LENET, "-o", folder.resolve("a.jar"), "--package", "io.github.cnnc.runtime")
                        .code())
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    /** {@code network var} and its like run, and have a class of a name that Java takes. */
    @Test
    void aNetworkMayBeCalledWhatJavaDoesNotTake() throws IOException {
        for (String name : List.of("var", "record", "yield", "Math", "Model", "_")) {
            Path network = Files.writeString(
                    folder.resolve("net.cnn"),
                    "network " + name + "\ninput 8x8x3\nlayers CONV(4)-ReLU-GAP-SOFTMAX(3)\n");
            assertThat(Ran.of("run", network, Ran.ROOT.resolve("samples/filters/house.png"), "--random-weights")
                            .code())
                    .as(name)
                    .isZero();
            String className = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Network";
            assertThat(Ran.of("emit", network, "-o", folder).out())
                    .isEqualTo(folder.resolve(className + ".java") + "\n");
        }
    }

    /** The line that emit prints compiles what it wrote, in a folder that knows nothing of cnnc, and the class runs there. */
    @Test
    void theLinesThatEmitPrintsCompileAndRunTheClass() throws Exception {
        Path project = Files.createDirectory(folder.resolve("a project"));
        Ran ran = Ran.of("emit", Ran.LENET, "-o", project, "--package", "com.example");
        String javac = ran.err().lines().findFirst().orElseThrow().replace("compile it with  ", "");
        assertThat(javac)
                .startsWith("javac --add-modules jdk.incubator.vector -cp ")
                .contains(" -d classes '");
        Files.writeString(project.resolve("Main.java"), """
                import com.example.LeNet5;

                public class Main {
                    public static void main(String[] args) throws Exception {
                        LeNet5 model = LeNet5.load(java.nio.file.Path.of(args[0]));
                        System.out.println(model.predict(new float[28 * 28]).length);
                    }
                }
                """);
        Shell.done(project, javac + " Main.java");
        String java = ran.err().lines().skip(1).findFirst().orElseThrow().replace("run it with      ", "");
        String printed = Shell.done(project, java.replace("...", "Main '" + Ran.WEIGHTS.toAbsolutePath() + "'"));
        assertThat(printed).endsWith("10\n");
        assertThat(ran.err()).endsWith("Maven, modules:  cnnc emit --help\n");
    }

    /** The same arguments stand in the help, for javac and for Maven, whose compiler plugin runs javac with {@code --release}. */
    @Test
    void theArgumentsInTheHelpCompileTheClass() throws Exception {
        String help = Ran.of("emit", "--help").out();
        assertThat(help).contains("javac --add-modules jdk.incubator.vector -cp cnnc-runtime.jar");
        List<String> arguments = Pattern.compile("<arg>(.*)</arg>")
                .matcher(help)
                .results()
                .map(match -> match.group(1))
                .toList();
        Ran.of("emit", Ran.LENET, "-o", folder);
        String line = "javac --release 17 " + String.join(" ", arguments) + " -cp '" + StandaloneJar.home()
                + "' -d classes LeNet5.java";
        Shell.done(folder, line);
        assertThat(folder.resolve("classes/LeNet5.class")).exists();
    }

    /** A module says it in its own way. */
    @Test
    void theModuleInTheHelpCompilesTheClass() throws Exception {
        String requires = Ran.of("emit", "--help").lines().stream()
                .filter(line -> line.startsWith("  requires "))
                .collect(Collectors.joining());
        Ran.of("emit", Ran.LENET, "-o", folder, "--package", "com.example");
        Path runtime = folder.resolve("runtime.jar");
        Ran.of("build", "-e", "POOL", "--input", "2x2x1", "-o", folder.resolve("all.jar"));
        runtimeJar(folder.resolve("all.jar"), runtime);
        Files.writeString(folder.resolve("module-info.java"), "module app {" + requires + "}");
        Shell.done(folder, "javac -p runtime.jar -d classes module-info.java com/example/LeNet5.java");
        assertThat(folder.resolve("classes/com/example/LeNet5.class")).exists();
    }

    /** A jar like the one that Maven makes of the runtime. */
    private static void runtimeJar(Path all, Path runtime) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), "io.github.cnnc.runtime");
        try (ZipFile from = new ZipFile(all.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(runtime), manifest)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (entry.getName().startsWith("io/github/cnnc/runtime/")) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                }
            }
        }
    }

    /** Two jars with the runtime in them have a package in common, which no module path takes. */
    @Test
    void jarsWithoutTheRuntimeStandBesideEachOtherAsModules() throws Exception {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        Ran one = Ran.of("build", Ran.LENET, "-o", jars.resolve("one.jar"), "--package", "com.one", "--no-runtime");
        Ran two = Ran.of(
                "build",
                "-e",
                "POOL",
                "--input",
                "4x4x1",
                "-o",
                jars.resolve("two.jar"),
                "--package",
                "com.two",
                "--class",
                "Pool",
                "--no-runtime");
        assertThat(List.of(one.code(), two.code())).containsOnly(0);
        assertThat(one.out()).contains(", without the runtime");
        assertThat(one.err()).isEqualTo("it needs cnnc's runtime on its class or module path, once for all networks\n");

        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(jars), ModuleFinder.of(), Set.of("com.one.LeNet5", "com.two.Pool"));
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, Weights.class.getClassLoader());
        Class<?> lenet = layer.findLoader("com.one.LeNet5").loadClass("com.one.LeNet5");
        assertThat(lenet.getModule().getName()).isEqualTo("com.one.LeNet5");
        Model model =
                (Model) lenet.getConstructor(Weights.class).newInstance(Weights.resource(lenet, "LeNet5.safetensors"));
        assertThat(model.predict(new float[28 * 28])).hasSize(10);
        assertThat(layer.findLoader("com.two.Pool").loadClass("com.two.Pool").getModule())
                .isNotSameAs(lenet.getModule());
    }

    @Test
    void aJarStandsAlone() throws Exception {
        Path jar = folder.resolve("lenet5.jar");

        Ran ran = Ran.of("build", Ran.LENET, "-o", jar, "--package", "com.example");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("new LeNet5(Weights.resource(LeNet5.class, \"LeNet5.safetensors\"))");
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> network = alone.loadClass("com.example.LeNet5");
            Class<?> weights = alone.loadClass(Weights.class.getName());
            assertThat(weights).isNotSameAs(Weights.class);
            Object loaded = weights.getMethod("resource", Class.class, String.class)
                    .invoke(null, network, "LeNet5.safetensors");
            Object model = network.getConstructor(weights).newInstance(loaded);
            float[] out =
                    (float[]) network.getMethod("predict", float[].class).invoke(model, (Object) new float[28 * 28]);
            assertThat(out).hasSize(10);
        }
    }

    @Test
    void equalJarsHaveEqualBytesInEveryTimeZone() throws IOException {
        TimeZone zone = TimeZone.getDefault();
        Path copy = Files.copy(Ran.LENET, folder.resolve("lenet5.cnn"));
        Path a = folder.resolve("a.jar");
        Path b = folder.resolve("b.jar");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            Ran.of("build", Ran.LENET, "-o", a);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Ran.of("build", copy, "-o", b, "--weights", Ran.WEIGHTS);
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(a).hasSameBinaryContentAs(b);
    }

    @Test
    void aJarWithoutWeightsSaysSo() throws IOException {
        Path copy = Files.copy(Ran.LENET, folder.resolve("lenet5.cnn"));
        Path jar = folder.resolve("a.jar");

        Ran ran = Ran.of("build", copy, "-o", jar);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("without weights").contains("LeNet5.load(");
        assertThat(ran.err()).startsWith("warning: no weights are in " + jar);
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedAndNoJarIsLeft() {
        Path jar = folder.resolve("a.jar");

        Ran ran = Ran.of("build", "-e", "FC(2)", "--input", "2x2x1", "-o", jar, "--weights", Ran.WEIGHTS);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("not the tensors of this network");
        assertThat(folder).isEmptyDirectory();
    }
}
