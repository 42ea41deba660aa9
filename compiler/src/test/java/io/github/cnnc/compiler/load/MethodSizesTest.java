package io.github.cnnc.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.compiler.diagnostic.CompilerBug;
import io.github.cnnc.compiler.emit.JavaSource;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class MethodSizesTest {

    abstract static class Sample {
        long constant = 1L << 40;

        void empty() {}

        abstract int none();

        int plus(int a, int b) {
            return a + b;
        }
    }

    @Test
    void readsTheLengthOfEachMethodsCode() throws IOException {
        String file = Sample.class.getName().substring(Sample.class.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Sample.class.getResourceAsStream(file)) {
            assertThat(MethodSizes.of(in.readAllBytes()))
                    .containsEntry("empty()V", 1) // return
                    .containsEntry("plus(II)I", 4) // iload, iload, iadd, ireturn
                    .containsEntry("none()I", 0)
                    .containsKey("<init>()V");
        }
    }

    @Test
    void aMethodThatHotSpotWouldNotCompileIsOurBug() {
        String body = "x[0] = x[1] * x[2];".repeat(900);
        String text = "public final class Big { static void f(float[] x) {" + body + "} }";
        assertThatThrownBy(() -> JaninoLoader.load(new JavaSource("", "Big", text)))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("bytes of bytecode, not under 8000");
    }

    @Test
    void sourceThatJaninoDoesNotTakeIsOurBug() {
        assertThatThrownBy(() -> JaninoLoader.load(new JavaSource("", "Bad", "class Bad {")))
                .isInstanceOfSatisfying(CompilerBug.class, bug -> {
                    assertThat(bug.stage()).isEqualTo("load");
                    assertThat(bug.detail()).isEqualTo("class Bad {");
                });
    }
}
