package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @Test
    void javaRuns() throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher java = JAVA.matcher(Files.readString(README));
        while (java.find()) {
            blocks.add(java.group(1));
        }
        assertThat(blocks).hasSize(3);
        String program = "import io.github.cnnc.compiler.*;\nimport io.github.cnnc.runtime.*;\n"
                + "import java.nio.file.Path;\npublic class Readme {\n"
                + "public static float[] answer() throws Exception {\n" + blocks.get(0)
                + "float[] input = new float[28 * 28];\nfloat[] output = new float[10];\n" + blocks.get(1)
                + "float[][] inputs = {input, input};\nfloat[][] outputs = new float[2][10];\n" + blocks.get(2)
                + "return probabilities;\n}\n}\n";
        Path source = Files.writeString(folder.resolve("Readme.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            float[] probabilities =
                    (float[]) loader.loadClass("Readme").getMethod("answer").invoke(null);
            assertThat(probabilities[7]).isGreaterThan(0.99f);
        }
    }
}
