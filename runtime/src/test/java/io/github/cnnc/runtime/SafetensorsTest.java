package io.github.cnnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final String ENTRY = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", new Tensor(List.of(2, 1, 3), new float[] {1, -0f, Float.NaN, 1e-45f, 3e38f, -7}));
        tensors.put("a \"\\\u0001\u00e9\u4e2d", new Tensor(List.of(), new float[] {Float.NEGATIVE_INFINITY}));
        tensors.put("empty", new Tensor(List.of(70000, 70000, 0), new float[0]));
        Path file = folder.resolve("some.safetensors");

        Weights.of(tensors).write(file);

        Weights read = Weights.read(file);
        assertThat(read.names()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> assertThat(read.get(name)).contains(tensor));
    }

    @Test
    void aMappedFileIsReadAndMayBeReplacedByItself() throws IOException {
        Tensor large = new Tensor(List.of(300, 100), new float[30_000]);
        for (int i = 0; i < 30_000; i++) {
            large.data()[i] = i;
        }
        Path file = folder.resolve("large.safetensors");
        Weights.of(Map.of("large", large)).write(file);
        byte[] first = Files.readAllBytes(file);

        Weights.read(file).write(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(Weights.read(file).get("large")).contains(large);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void theHeaderIsPaddedSoThatElementsAreAligned() throws IOException {
        Path file = folder.resolve("padded.safetensors");

        Weights.of(Map.of("b", new Tensor(List.of(1), new float[] {1}))).write(file);

        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0038\0\0\0\0\0\0\0{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
                        + " ".repeat(2) + "\0\0\u0080\u003f");
    }

    @Test
    void metadataIsNoTensor() {
        assertThat(read("{\"__metadata__\":{\"format\":\"pt\"},\"a\":" + ENTRY + "}", 8))
                .containsOnlyKeys("a");
    }

    @Test
    void theOrderIsThatOfTheHeaderNotOfTheData() {
        assertThat(read("""
                                {"b":{"dtype":"BF16","shape":[3],"data_offsets":[8,14]},"a":%s}\
                                """.formatted(ENTRY), 14).keySet()).containsExactly("b", "a");
    }

    @Test
    void theCountOfTrainingStepsIsLeftOut() {
        assertThat(read("""
                        {"a":%s,"bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[8,16]}}\
                        """.formatted(ENTRY), 16)).containsOnlyKeys("a");
    }

    @Test
    void theOrderIsThatOfTheMetadataIfItNamesAll() {
        String header = """
                {"__metadata__":{"order":"b\\na.num_batches_tracked\\na%s"},"a":%s,\
                "b":{"dtype":"BF16","shape":[3],"data_offsets":[8,14]}}\
                """;

        assertThat(read(header.formatted("", ENTRY), 14).keySet()).containsExactly("b", "a");
        assertThat(read(header.formatted("x", ENTRY), 14).keySet())
                .as("another order is none of ours")
                .containsExactly("a", "b");
    }

    @Test
    void aTensorOfOtherNumbersIsLeftOutAndRefusesNothing() {
        StoredTensors tensors = Safetensors.read("test.safetensors", Bytes.of(file("""
                        {"ema.num_updates":{"dtype":"I64","shape":[],"data_offsets":[8,16]},\
                        "scale":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[16,18]},"a":%s}\
                        """.formatted(ENTRY), 18)));

        assertThat(tensors.readable()).containsOnlyKeys("a");
        assertThat(tensors.unread()).extracting(UnreadTensor::toString).containsExactly("""
                "ema.num_updates" [] of "I64\"""", """
                "scale" [2] of "F8_E4M3\"""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[2]|[0,4]|has the shape [2] of F32, 8 bytes, but its data_offsets span 4",
                "[2]|[8,0]|ends at byte 0, before its begin at 8",
                "[2]|[0]|has 1 data_offsets, not 2",
                "[2]|[0,8,8]|has 3 data_offsets, not 2",
                "[2]|[-8,0]|needs whole numbers from 0 in its data_offsets, not -8",
                "[2]|[0,8.0]|needs whole numbers from 0 in its data_offsets, not 8.0",
                "[2]|[0,\"8\"]|needs whole numbers from 0 in its data_offsets, not something else",
                "[2]|[0,99999999999999999999]|needs whole numbers from 0 in its data_offsets, not 99999999999999999999",
                "[2]|8|has no list data_offsets",
                "[-2]|[0,8]|needs whole numbers from 0 in its shape, not -2",
                "[2147483648]|[0,8]|has a size of 2147483648, the limit is 2^31-1",
                "[65536,65536]|[0,8]|has the shape [65536, 65536], more than 2^31-1 elements",
                "[4294967296,4294967296,4294967296]|[0,8]|has a size of 4294967296, the limit is 2^31-1",
                "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]|[0,8]|has 17 dimensions, the limit is 16",
                "2|[0,8]|has no list shape",
                "[2]|[8,16]|ends at byte 16 of the data, which has 8: the file is cut off",
                "[1]|[4,8]|begins at byte 4 of the data, leaving a hole after 0",
            })
    void aTensorThatDoesNotFitTheFileIsNamed(String shape, String offsets, String problem) {
        assertDamaged(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}",
                8,
                "tensor \"a\" " + problem);
    }

    @Test
    void overlapsHolesAndBytesLeftOverAreRefused() {
        String other = ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}";
        assertDamaged(
                "{\"a\":" + ENTRY + other.formatted(4, 8),
                8,
                "tensor \"b\" begins at byte 4 of the data, inside another tensor that ends at 8");
        assertDamaged(
                "{\"a\":" + ENTRY + other.formatted(12, 16),
                16,
                "tensor \"b\" begins at byte 12 of the data, leaving a hole after 8");
        assertDamaged("{\"a\":" + ENTRY + "}", 11, "has 3 bytes after its last tensor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|has a header that does not begin with '{'",
                "` {}`|has a header that does not begin with '{'",
                "{|has a header that is not JSON: expected a name in quotes, found the end at character 2",
                "{}x|has a header that is not JSON: expected the end, found \"x\" at character 3",
                "{\"a\":1}|has a header in which the entry of tensor \"a\" is not an object",
                "{\"__metadata__\":1}|has a header in which __metadata__ is not an object",
                "{\"__metadata__\":{\"a\":1}}|__metadata__ must hold strings, \"a\" is none",
                "{\"a\":{\"shape\":[],\"data_offsets\":[0,0]}}|tensor \"a\" has no text dtype",
                "{\"a\":{},\"a\":{}}|has a header that is not JSON: the name \"a\" a second time at character 9",
            })
    void aDamagedHeaderIsRefused(String header, String problem) {
        assertDamaged(header, 0, problem);
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() {
        byte[] file = file("{\"a\":" + ENTRY + "}", 8);
        file[10] = (byte) 0xff;
        assertDamaged(file, "has a header that is not UTF-8");
    }

    @Test
    void anImpossibleHeaderLengthIsRefused() {
        assertDamaged(new byte[7], "has 7 bytes, a safetensors file at least 8");
        assertDamaged(length(100, 20), "is cut off: its header has 100 bytes, the file 12 after the header's length");
        assertDamaged(
                length(-1, 20),
                "claims a header of 18446744073709551615 bytes, the limit is 16777216: this is no safetensors file, or a"
                        + " damaged one");
        assertDamaged(
                length(1L << 40, 20),
                "claims a header of 1099511627776 bytes, the limit is 16777216: this is no safetensors file, or a damaged"
                        + " one");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = file("{\"a\":" + ENTRY + "}", 8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Safetensors.read("cut.safetensors", Bytes.of(cut)))
                    .isInstanceOf(WeightsException.class);
        }
    }

    @Test
    void aNameFromTheFileCannotForgeLines() {
        assertDamaged(
                "{\"a\\n\\u001b[31m\":1}",
                0,
                "has a header in which the entry of tensor \"a\\u000a\\u001b[31m\"" + " is not an object");
    }

    private static Map<String, StoredTensor> read(String header, int dataLength) {
        return Safetensors.read("test.safetensors", Bytes.of(file(header, dataLength)))
                .readable();
    }

    private static void assertDamaged(String header, int dataLength, String problem) {
        assertDamaged(file(header, dataLength), problem);
    }

    private static void assertDamaged(byte[] file, String problem) {
        assertThatThrownBy(() -> Safetensors.read("test.safetensors", Bytes.of(file)))
                .isInstanceOf(WeightsException.class)
                .hasMessage("test.safetensors: " + problem);
    }

    static byte[] file(String header, int dataLength) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static byte[] length(long headerLength, int fileLength) {
        return ByteBuffer.allocate(fileLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .array();
    }
}
