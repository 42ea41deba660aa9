package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./cnnc} gives to Java, told by a java that prints it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String FLAG = "--add-modules jdk.incubator.vector";

    @TempDir
    Path folder;

    @BeforeEach
    void anInstallation() throws IOException {
        Files.copy(Ran.ROOT.resolve("cnnc"), folder.resolve("cnnc"));
        Files.createDirectories(folder.resolve("tools/cli/target"));
        Files.createFile(folder.resolve("tools/cli/target/cnnc.jar"));
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
        Files.createFile(folder.resolve("net.cnn"));
        Files.createFile(folder.resolve("a.png"));
        Files.createDirectory(folder.resolve("pictures"));
    }

    private String java(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "./cnnc"));
        command.addAll(List.of(arguments.split(" ")));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().remove("JAVA_OPTS");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench net.cnn",
                "bench -e POOL --input 2x2x1",
                "tune net.cnn",
                "build net.cnn -o a.jar",
                "eval net.cnn --images i --labels l",
                "explain-plan net.cnn",
                "run net.cnn pictures"
            })
    void whatComputesHasVectors(String arguments) throws Exception {
        assertThat(java(arguments)).contains(FLAG).endsWith(arguments + "\n");
    }

    /** Java writes a line of its own to standard error where it has the module. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bench --help",
                "bench net.cnn --help",
                "bench net.cnn -h",
                "build --help",
                "eval --help",
                "tune",
                "bench",
                "bench ent.cnn",
                "build ent.cnn -o a.jar",
                "run net.cnn a.png",
                "run ent.cnn pictures",
                "run --help",
                "check net.cnn",
                "--help"
            })
    void helpAndSlipsHaveNoLineOfJavas(String arguments) throws Exception {
        assertThat(java(arguments)).doesNotContain(FLAG).endsWith(arguments + "\n");
    }

    @Test
    void aJavaWithoutTheModuleIsNotAskedForIt() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base\"\n");
        assertThat(java("bench net.cnn")).doesNotContain(FLAG);
    }
}
