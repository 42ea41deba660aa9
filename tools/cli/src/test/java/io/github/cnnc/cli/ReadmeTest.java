package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's commands print what README says, and its Java compiles and runs. With {@code -Dcnnc.goldens.update=true} what
 * the commands print is written into README instead.
 */
class ReadmeTest {

    private static final Path README = Ran.ROOT.resolve("README.md");
    private static final Pattern CONSOLE = Pattern.compile("(?s)(```console\n\\$ \\./cnnc ([^\n]*)\n)(.*?)(```)");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    @Test
    void commandsPrintWhatTheReadmeSays() throws IOException {
        String readme = Files.readString(README);
        String printed = CONSOLE.matcher(readme)
                .replaceAll(block -> Matcher.quoteReplacement(block.group(1) + run(block.group(2)) + block.group(4)));
        if (Boolean.getBoolean("cnnc.goldens.update")) {
            Files.writeString(README, printed);
        }
        assertThat(Files.readString(README)).isEqualTo(printed).contains("```console");
    }

    private static String run(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        Ran ran = Ran.of(words.toArray());
        String text = ran.out() + ran.err();
        return text.endsWith("\n") ? text : text + "\n";
    }

    /** The first block of Java needs a file that Python makes: it is compiled. The others run. */
    @Test
    void javaRuns() throws Exception {
        List<String> blocks = blocks(JAVA);
        assertThat(blocks).hasSize(4);
        write("Digit.java", blocks.get(1));
        write("Readme.java", """
                import io.github.cnnc.compiler.*;
                import io.github.cnnc.runtime.*;
                import java.nio.file.Path;
                public class Readme {
                    static void ofPyTorch(Compilation resnet) throws Exception {
                        %s
                    }
                    public static float[] answer() throws Exception {
                        Model model = Cnnc.compile(Path.of("samples/lenet5/lenet5.cnn"))
                                .load(Path.of("samples/lenet5/lenet5.safetensors"));
                        float[] input = Pictures.read(Path.of("samples/lenet5/seven.png"), model.input());
                        float[] output = new float[10];
                        %s
                        float[][] inputs = {input, input};
                        float[][] outputs = new float[2][10];
                        %s
                        return outputs[1];
                    }
                }
                """.formatted(blocks.get(0), blocks.get(2), blocks.get(3)));
        compile("Digit.java", "Readme.java");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            PrintStream before = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                loader.loadClass("Digit").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } finally {
                System.setOut(before);
            }
            assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("[Prediction[index=7, label=7, score=0.99");
            float[] probabilities =
                    (float[]) loader.loadClass("Readme").getMethod("answer").invoke(null);
            assertThat(probabilities[7]).isGreaterThan(0.99f);
        }
    }

    /** What {@code emit} has written is compiled as README says, outside of this project. */
    @Test
    void emittedSourceIsCompiledAsTheReadmeSays() throws IOException {
        String readme = Files.readString(README);
        assertThat(readme)
                .contains("./cnnc emit samples/lenet5/lenet5.cnn -o src/main/java --package com.example")
                .contains("javac --add-modules jdk.incubator.vector -cp runtime/target/cnnc-runtime-")
                .contains("-d classes src/main/java/com/example/LeNet5.java");
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder.resolve("src/main/java"), "--package", "com.example")
                        .code())
                .isZero();

        compile("src/main/java/com/example/LeNet5.java");

        assertThat(folder.resolve("com/example/LeNet5.class")).exists();
    }

    @Test
    void theVersionIsThisOne() throws IOException {
        String pom = Files.readString(Ran.ROOT.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
        assertThat(Files.readString(README))
                .contains("<version>" + version + "</version>")
                .contains("cnnc-runtime-" + version + ".jar");
    }

    private static List<String> blocks(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void compile(String... names) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = Stream.of(names).map(folder::resolve).toList();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter messages = new StringWriter();
            List<String> options = List.of(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}
