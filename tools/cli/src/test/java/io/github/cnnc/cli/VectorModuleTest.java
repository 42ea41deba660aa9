package io.github.cnnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user hears in a JVM without the module of Java's vectors. */
class VectorModuleTest {

    private static final String ADVICE =
            "without SIMD: `java --add-modules jdk.incubator.vector -jar cnnc.jar ...` is several times faster\n";

    private static final String BENCH = "cnnc bench -e POOL --input 4x4x1 --seconds 0.01 --warm-up 0";

    @TempDir
    Path folder;

    @Test
    void whatMeasuresSaysThatItCouldBeFaster() throws Exception {
        assertThat(Shell.run(folder, "", BENCH).err()).isEqualTo(ADVICE);
        assertThat(Shell.run(folder, "", BENCH + " --lanes 1").err()).isEmpty();
        assertThat(Shell.run(folder, BENCH).err()).isEmpty();
    }

    @Test
    void aMistakeIsAnsweredWithoutIt() throws Exception {
        assertThat(Shell.run(folder, "", "cnnc bench none.cnn"))
                .isEqualTo(new Ran(1, "", "error: there is no file none.cnn\n"));
    }

    /** Janino needs the module that the class needs. */
    @Test
    void buildSaysThatItNeedsIt() throws Exception {
        assertThat(Shell.run(folder, "", "cnnc build '" + Ran.LENET.toAbsolutePath() + "' -o a.jar"))
                .isEqualTo(new Ran(1, "", """
                        error: build compiles kernels for vectors, and Java runs without their module
                        java --add-modules jdk.incubator.vector -jar cnnc.jar build ... has it
                        """));
        assertThat(folder).isEmptyDirectory();
    }
}
