package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
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
        assertThat(ran).isEqualTo(new Ran(0, file + "\n", ""));
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

        assertThat(Ran.of("emit", folder.resolve("net.cnn"), "-o", folder).err())
                .isEmpty();
        assertThat(Files.readString(folder.resolve("Net.java")))
                .contains("b.cnn:1:11")
                .doesNotContain(folder.toString());
    }

    @Test
    void namesJavaDoesNotTakeAreRefused() {
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--package", "com.1x")
                        .err())
                .isEqualTo("error: `com.1x` is no name of a Java package\n");
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--package", "java.lang")
                        .code())
                .isEqualTo(1);
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--class", "../X").err())
                .isEqualTo("error: `../X` is no name of a Java class\n");
        assertThat(Ran.of("emit", Ran.LENET, "-o", folder, "--class", "class").code())
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
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
