package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights beside a class, in a module and without one. */
class ResourcesTest {

    @TempDir
    Path folder;

    @Test
    void aResourceOfAPackageThatIsNotOpenIsNotCalledMissing() throws Exception {
        Class<?> owner = inModule("exports com.example;");
        assertThatThrownBy(() -> Weights.resource(owner, "net.safetensors"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "module app does not show cnnc's runtime the resource net.safetensors: write `opens com.example;` in its"
                                + " module-info.java, or give Weights.read the stream of Owner.class.getResourceAsStream(\"net.safetensors\")");
        assertThatThrownBy(() -> Weights.resource(owner, "/com/example/net.safetensors"))
                .hasMessageContaining("`opens com.example;`");

        try (InputStream in = (InputStream) owner.getMethod("open").invoke(null)) {
            assertThat(Weights.read(in).names()).containsExactly("w");
        }
    }

    @Test
    void aResourceOfAnOpenPackageIsRead() throws Exception {
        Class<?> owner = inModule("exports com.example; opens com.example;");
        assertThat(Weights.resource(owner, "net.safetensors").names()).containsExactly("w");
        assertThatThrownBy(() -> Weights.resource(owner, "other.safetensors"))
                .hasMessage("there is no resource other.safetensors beside com.example.Owner");
    }

    @Test
    void aResourceOfNoModuleThatIsNotThereIsMissing() {
        for (String name : List.of("none", "none/none", "/none", "/none/none", "/", "")) {
            assertThatThrownBy(() -> Weights.resource(ResourcesTest.class, name))
                    .isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> Weights.resource(ResourcesTest.class, "none"))
                .hasMessage("there is no resource none beside " + ResourcesTest.class.getName());
    }

    /** A class of a module with weights beside it. */
    private Class<?> inModule(String directives) throws Exception {
        Path source = Files.createDirectories(folder.resolve("com/example")).resolve("Owner.java");
        Files.writeString(source, """
                package com.example;
                public class Owner {
                    public static java.io.InputStream open() {
                        return Owner.class.getResourceAsStream("net.safetensors");
                    }
                }
                """);
        Path module = Files.writeString(folder.resolve("module-info.java"), "module app { " + directives + " }");
        Weights.of(Map.of("w", new Tensor(List.of(1), new float[] {1})))
                .write(folder.resolve("com/example/net.safetensors"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString(), module.toString());
        assertThat(code).isZero();
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("app"));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader())
                .findLoader("app")
                .loadClass("com.example.Owner");
    }
}
