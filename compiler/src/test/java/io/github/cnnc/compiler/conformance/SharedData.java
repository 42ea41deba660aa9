package io.github.cnnc.compiler.conformance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of data that this project did not make; its README.md says what must hold. */
final class SharedData {

    private SharedData() {}

    /** A folder of it. Where it is missing, the test that asks fails on CI and is skipped elsewhere. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("cnnc.root"))
                .resolve("../shared/conformance")
                .resolve(name)
                .normalize();
        if (!Files.isDirectory(folder)) {
            String message = "../shared/conformance/" + name + " is missing beside the project";
            if (System.getenv("CI") != null) {
                fail(message);
            }
            abort(message);
        }
        return folder;
    }
}
