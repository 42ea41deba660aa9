package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code check --format json} says of each file of {@code samples/bad}, in {@code expected/NAME.json}. Rewritten
 * with {@code -Dcnnc.goldens.update=true}.
 */
class BadSamplesJsonTest {

    private static final Path BAD = Path.of("samples", "bad");

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(BAD)) {
            return all.filter(f -> f.toString().endsWith(".cnn")).sorted().toList();
        }
    }

    @Test
    void thereAreSixtyFiles() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theAnswerIsTheGolden(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".cnn", ".json");
        Path golden = BAD.resolve("expected").resolve(name);
        String json = Ran.of("check", "--format", "json", file).out();
        if (Boolean.getBoolean("cnnc.goldens.update")) {
            Files.writeString(golden, json);
        }
        assertThat(golden).exists();
        assertThat(json).isEqualTo(Files.readString(golden));
        assertThat(new ObjectMapper().readTree(json).get("files")).hasSize(1);
    }
}
