package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

    private static final String WRONG = "input  7x7x1\nlayers CONV(1, 3x3, stride=3)\n";

    @TempDir
    Path folder;

    @Test
    void aGoodFileIsOkWithItsFigures() {
        Ran ran = Ran.of("check", Ran.LENET);

        assertThat(ran).isEqualTo(new Ran(0, Ran.LENET + ": ok, 61,706 parameters, 28x28x1 -> 1x1x10\n", ""));
    }

    @Test
    void whatIsWrongGoesToStandardErrorAndTheOthersAreStillChecked() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.cnn"), WRONG);

        Ran ran = Ran.of("check", wrong, folder.resolve("missing.cnn"), Ran.LENET);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).startsWith(Ran.LENET + ": ok").hasLineCount(1);
        assertThat(ran.err())
                .startsWith("error[CNN031]: the 3x3 filter does not fit at stride 3")
                .contains("error: there is no file " + folder.resolve("missing.cnn"));
    }

    @Test
    void aFormulaNeedsNoFile() {
        assertThat(Ran.of("check", "-e", "(CONV(K)-ReLU)*2, SOFTMAX(10)", "--input", "9x9x1", "-D", "K=4")
                        .out())
                .isEqualTo("-e: ok, 1,198 parameters, 9x9x1 -> 1x1x10\n");
    }

    @Test
    void fileAndFormulaExcludeOneAnother() {
        assertThat(Ran.of("check", Ran.LENET, "-e", "ID"))
                .isEqualTo(new Ran(1, "", "error: give FILEs or -e FORMULA, not both\n"));
        assertThat(Ran.of("check")).isEqualTo(new Ran(1, "", "error: a FILE or -e FORMULA is missing\n"));
    }

    @Test
    void jsonHasPlacesLabelsAndEdits() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.cnn"), WRONG);

        Ran ran = Ran.of("check", "--format", "json", wrong, Ran.LENET);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        JsonNode files = new ObjectMapper().readTree(ran.out()).get("files");
        assertThat(files.get(1).get("ok").asBoolean()).isTrue();
        assertThat(files.get(1).get("parameters").asLong()).isEqualTo(61_706);
        JsonNode diagnostic = files.get(0).get("diagnostics").get(0);
        assertThat(diagnostic.get("code").asText()).isEqualTo("CNN031");
        assertThat(diagnostic.get("severity").asText()).isEqualTo("error");
        assertThat(diagnostic.get("line").asInt()).isEqualTo(2);
        assertThat(diagnostic.get("column").asInt()).isEqualTo(21);
        assertThat(diagnostic.get("endColumn").asInt()).isEqualTo(29);
        assertThat(diagnostic.get("labels")).hasSize(2);
        JsonNode edit = diagnostic.get("fixes").get(0).get("edits").get(0);
        assertThat(edit.get("replacement").asText()).isEqualTo("2");
        assertThat(edit.get("column").asInt()).isEqualTo(28);
    }

    @Test
    void anUnreadableFileIsADiagnosticInJson() throws IOException {
        Ran ran = Ran.of("check", "--format", "json", folder.resolve("missing.cnn"));

        assertThat(new ObjectMapper()
                        .readTree(ran.out())
                        .at("/files/0/diagnostics/0/code")
                        .asText())
                .isEqualTo("CNN003");
        assertThat(ran.code()).isEqualTo(1);
    }
}
