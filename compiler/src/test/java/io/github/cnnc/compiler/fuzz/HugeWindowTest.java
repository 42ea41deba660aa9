package io.github.cnnc.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.CompilationFailed;
import io.github.cnnc.compiler.check.LayerRow;
import io.github.cnnc.compiler.diagnostic.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every combination of ordinary and extreme sizes: a network whose volumes are right, or a diagnostic. */
class HugeWindowTest {

    private static final List<String> SIZES = List.of("1", "2", "3", "2147483646", "2147483647");
    private static final List<String> PADS =
            List.of("0", "1", "1073741823", "2147483647", "same", "?", "[0, 2147483647, 0, 1]");
    private static final List<String> INPUTS = List.of("1x1x1", "7x5x4", "2147483647x1x1", "46340x46340x1");

    @Test
    void convolutionsOfAnySizeAreAnswered() {
        int compiled = 0;
        for (String input : INPUTS) {
            for (String kernel : SIZES) {
                for (String stride : SIZES) {
                    for (String dilation : SIZES) {
                        for (String pad : PADS) {
                            compiled += check("input " + input + " layers CONV(1, F=" + kernel + ", S=" + stride
                                    + ", dilation=" + dilation + ", P=" + pad);
                        }
                    }
                }
            }
        }
        assertThat(compiled).isPositive();
    }

    @Test
    void poolingWindowsOfAnySizeAreAnswered() {
        for (String input : INPUTS) {
            for (String kernel : SIZES) {
                for (String stride : SIZES) {
                    for (String pad : PADS) {
                        check("input " + input + " layers POOL(F=" + kernel + ", S=" + stride + ", P=" + pad);
                        check("input " + input + " layers POOL(F=" + kernel + ", S=" + stride
                                + ", dilation=2147483647, P=" + pad);
                        check("input " + input + " layers AVGPOOL(F=" + kernel + ", S=" + stride + ", P=" + pad);
                    }
                }
            }
        }
    }

    @Test
    void groupsAndFiltersOfAnySizeAreAnswered() {
        for (String input : INPUTS) {
            for (String filters : SIZES) {
                for (String groups : SIZES) {
                    check("input " + input + " layers CONV(" + filters + ", 1x1, groups=" + groups);
                }
            }
        }
    }

    private static int check(String text) {
        int compiled = 0;
        for (String end : List.of(")", ", round=floor)", ", round=ceil)")) {
            Compilation compilation = Cnnc.compile(text + end);
            compilation.report();
            if (compilation.succeeded()) {
                compiled++;
                LayerRow row = compilation.network().rows().get(0);
                assertThat(row.output().size()).as(text + end).isPositive();
                plan(compilation);
            }
        }
        return compiled;
    }

    private static void plan(Compilation compilation) {
        try {
            compilation.plan();
        } catch (CompilationFailed e) {
            assertThat(e.diagnostics()).allMatch(d -> d.code() == Code.CNN064);
        }
    }
}
