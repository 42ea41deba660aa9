package io.github.cnnc.compiler.elaborate;

import static io.github.cnnc.compiler.elaborate.Networks.codes;
import static io.github.cnnc.compiler.elaborate.Networks.layers;
import static io.github.cnnc.compiler.elaborate.Networks.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.diagnostic.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and expressions. */
class ArgumentsTest {

    private static final String IN = "input 9x9x4 layers ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONV(8, 5x5, 2, 1)",
                "CONV(K=8, F=5, S=2, P=1)",
                "CONV(filters=8, kernel=5x5, stride=2, pad=1)",
                "conv(8, f=5x5, s=2x2, p=1x1)",
                "CONV(8, pad=[1, 1, 1, 1], stride=2, kernel=2 + 3)"
            })
    void argumentsArePositionalNamedOrTheLecturesLetters(String layer) {
        assertThat(layers(IN + layer)).containsExactly("CONV(8, 5x5, stride=2, pad=1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 7x7x1",
                "1; 9x9x1",
                "2x0; 11x7x1",
                "same; 9x9x1",
                "valid; 7x7x1",
                "\"same\"; 9x9x1",
                "?; 7x7x1",
                "[1, 0, 2, 0]; 8x9x1",
                "[1, 2, 3, 4]; 10x14x1"
            })
    void padTakesEveryForm(String pad, String output) {
        assertThat(output(IN + "CONV(1, 3x3, pad=" + pad + ")")).isEqualTo(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CONV(1, stride=2, pad=same); 5x5x1",
                "CONV(1, 4x4, stride=2, pad=?); 4x4x1",
                "CONV(1, dilation=2); 5x5x1",
                "CONV(1, 1x3); 9x7x1",
                "CONV(1, stride=1x2); 7x4x1",
                "CONV(1, stride=4, round=floor); 2x2x1",
                "CONV(1, stride=4, round=ceil); 3x3x1"
            })
    void windowsFollowTheMagicFormula(String layer, String output) {
        assertThat(output(IN + layer)).isEqualTo(output);
    }

    @Test
    void poolsStrideIsItsKernel() {
        assertThat(output("input 8x8x4 layers POOL")).isEqualTo("4x4x4");
        assertThat(output(IN + "POOL(3x3)")).isEqualTo("3x3x4");
        assertThat(output(IN + "AVGPOOL(3x3, stride=2)")).isEqualTo("4x4x4");
        assertThat(output(IN + "POOL(round=ceil)")).isEqualTo("5x5x4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2*3; 7",
                "(1 + 2)*3; 9",
                "7 - 2 - 1; 4",
                "12/4/3; 1",
                "-(-3); 3",
                "17 % 5; 2",
                "-1 % 3; 2",
                "4_096/4; 1024",
                "floor(7/2); 3",
                "ceil(7/2); 4",
                "min(3, 5); 3",
                "max([3, 5, 4]); 5",
                "sum([1, 2, 3]); 6",
                "len([4, 5]); 2",
                "sum(1..4); 10",
                "2.0; 0",
                "len(\"x\"); 0",
                "1.5*2; 0",
                "floor(1.5*2); 3",
                "1e1; 0",
                "floor(1e1); 10",
                "3 \u2212 1; 2",
                "2 \u00d7 3; 6",
                "-\u22122; 2"
            })
    void expressionsAreEvaluated(String expression, String units) {
        if (units.equals("0")) {
            assertThat(codes(IN + "FC(" + expression + ")")).isNotEmpty();
        } else {
            assertThat(layers(IN + "FC(" + expression + ")")).containsExactly("FC(" + units + ")");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum(2*[1, 2]); 6",
                "sum([3, 6]*2/3); 6",
                "sum([2, 4]/2*3); 9",
                "sum(-[-1, -2]); 3",
                "max(2*(1..4)); 8",
                "sum(2*N); 12",
            })
    void listsAreScaled(String expression, String units) {
        assertThat(layers("let N = [2, 4] " + IN + "FC(" + expression + ")")).containsExactly("FC(" + units + ")");
    }

    /** A list that is scaled where it is defined, and one that is read in a stage and then multiplied. */
    @Test
    void scaledListsAreReadInStages() {
        assertThat(layers("let N = 4*[1, 2] " + IN + "[FC(N)-FC(2*N)-FC(3*[1, 2])]*2"))
                .containsExactly("FC(4)", "FC(8)", "FC(3)", "FC(8)", "FC(16)", "FC(6)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 < 2",
                "2 >= 2",
                "1 != 2",
                "1 == 1.0",
                "\"a\" == \"a\"",
                "not false",
                "not not true",
                "true or 1/0 == 1",
                "not (false and 1/0 == 1)",
                "3x3 == 3x3",
                "1 < 2 and 2 < 3",
                "false or true"
            })
    void conditionsAreEvaluated(String condition) {
        assertThat(layers(IN + "ReLU?(" + condition + ") - TANH")).containsExactly("ReLU", "Tanh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FC(1/0); CNN026",
                "FC(7/2); CNN025",
                "FC(1 + true); CNN023",
                "FC(9223372036854775807 + 1); CNN062",
                "FC(3x3); CNN023",
                "FC(0); CNN024",
                "FC(-1); CNN024",
                "FC(4294967296); CNN062",
                "FC(); CNN021",
                "FC(1, units=2); CNN022",
                "FC(bias=true, 3); CNN022",
                "FC(1, true, 3); CNN022",
                "FC(unit=3); CNN020",
                "FC(x); CNN013",
                "FC(width(1)); CNN013",
                "CONV(1, pad=samee); CNN024",
                "CONV(1, pad_mode=mirror); CNN024",
                "CONV(1, 3x3x3); CNN023",
                "CONV(1, bias=\"no\"); CNN023",
                "DROPOUT(2); CNN024",
                "FILTER(blur); CNN024",
                "FILTER([[1, 2], [3]]); CNN024",
                "FILTER([[1, 2]]*[[1, 2]]); CNN023",
                "FILTER(2/[[1, 2]]); CNN023",
                "FILTER([[1, 2]]/0); CNN026",
                "FILTER(2*[[1, \"x\"]]); CNN023",
                "FILTER(2 + [[1, 2]]); CNN041",
                "FC(2*[1, 2]); CNN041",
                "ReLU?(1); CNN023",
                "ReLU?([true]); CNN041",
                "CONV(3, groups=3); CNN032",
                "CONV(1, 11x11); CNN030",
                "POOL(3x3, pad=3); CNN033",
                "CONV(1, pad=9, pad_mode=reflect); CNN033",
                "FOO; CNN014",
                "(ReLU)*(-1); CNN042",
                "(ReLU)*1.5; CNN001",
                "(ReLU)*(i in 3); CNN042"
            })
    void whatDoesNotFitIsSaidOnce(String layer, Code code) {
        assertThat(codes(IN + layer)).containsExactly(code);
    }
}
