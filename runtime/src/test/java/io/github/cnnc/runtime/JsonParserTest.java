package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {

    @Test
    void parsesEveryKindOfValue() throws Json.Malformed {
        assertThat(Json.parse(" {\"a\":[1,-2.5e+3,true],\"b\\u0041\\n\":{},\"c\":null,\"d\":[ ]} \n"))
                .isEqualTo(new Json.Members(Map.of(
                        "a",
                        new Json.Items(
                                List.of(new Json.Digits("1"), new Json.Digits("-2.5e+3"), new Json.Word("true"))),
                        "bA\n",
                        new Json.Members(Map.of()),
                        "c",
                        new Json.Word("null"),
                        "d",
                        new Json.Items(List.of()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "\"a",
                        "\"\\x\"",
                "\"\\u12g4\"", "\"\\u12", "\"\\", "\"a\nb\"", "01", "-", "1.", ".5", "1e", "+1", "NaN", "Infinity",
                        "tru",
                "nulll", "1 1", "// c\n1", "\0", "\"\\u\u0661\u0661\u0661\u0661\""
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(Json.Malformed.class);
    }

    @Test
    void refusesTheSameNameTwice() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"\\u0061\":2}"))
                .hasMessage("the name \"a\" a second time at character 8");
    }

    @Test
    void saysWhatWasExpectedWhere() {
        assertThatThrownBy(() -> Json.parse("{\"a\":[1,?]}"))
                .hasMessage("expected a value, found \"?\" at character 9");
    }

    @Test
    void refusesDeepNestingWithoutOverflowingTheStack() {
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
                .hasMessage("more than 16 levels of brackets at character 18");
    }

    @Test
    void refusesTooManyValues() {
        assertThatThrownBy(() -> Json.parse("[" + "0,".repeat(JsonParser.MAX_VALUES) + "0]"))
                .hasMessageStartingWith("more than 1000000 values");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "17,17", "999999999999999999,999999999999999999"})
    void naturalNumbersHaveAValue(String literal, long value) {
        assertThat(new Json.Digits(literal).natural()).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "1000000000000000000", "18446744073709551616"})
    void otherNumbersHaveNone(String literal) {
        assertThat(new Json.Digits(literal).natural()).isEmpty();
    }
}
