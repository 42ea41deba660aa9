package io.github.cnnc.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors: 8 bytes with the header's length (little-endian), the header in JSON, then the elements, without
 * holes or overlaps (<a href="https://github.com/huggingface/safetensors#format">the format</a>).
 *
 * <p>The file is untrusted. Every number of the header is compared with the file's length before anything is allocated
 * or read by it; whatever is wrong is a {@link WeightsException} that names the file.
 */
final class Safetensors {

    /** The header's name for what is not a tensor. */
    static final String METADATA = "__metadata__";

    /**
     * The metadata that tells the order of the tensors, a name a line. PyTorch's writer sorts them by type and name, so that
     * neither the header nor the data keep the order of a state dict.
     */
    private static final String ORDER = "order";

    /** In bytes: some 160,000 tensors. (The reference implementation stops at 100 MB.) */
    static final int MAX_HEADER = 1 << 24;

    private static final int MAX_RANK = 16;

    private static final Map<String, ElementType> TYPES =
            Map.of("F32", ElementType.F32, "F64", ElementType.F64, "F16", ElementType.F16, "BF16", ElementType.BF16);

    /** A tensor's place, counted in bytes from the end of the header. */
    private record Range(String name, long begin, long end) {}

    private final String file;
    private final Bytes bytes;

    private Safetensors(String file, Bytes bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The tensors; their elements are decoded when asked for.
     *
     * <p>In the order of the header, unless its {@code __metadata__} says another, see {@link #ORDER}. PyTorch's {@code
     * num_batches_tracked}, an integer that counts training steps, is left out.
     *
     * @param file names the file in messages
     */
    static StoredTensors read(String file, Bytes bytes) {
        return new Safetensors(file, bytes).tensors();
    }

    private StoredTensors tensors() {
        ForeignFormat.refuse(file, bytes);
        int headerLength = headerLength();
        long start = 8L + headerLength;
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<UnreadTensor> unread = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        List<String> order = new ArrayList<>();
        header(headerLength).forEach((name, value) -> {
            if (name.equals(METADATA)) {
                order.addAll(metadata(value).getOrDefault(ORDER, "").lines().toList());
                return;
            }
            Map<String, Json> entry = members(value, "the entry of tensor " + Quoted.of(name));
            Range range = range(name, entry);
            ranges.add(range);
            String type = text(name, entry, "dtype");
            if (TYPES.containsKey(type)) {
                tensors.put(name, tensor(range, TYPES.get(type), shape(name, entry), start));
            } else if (!UnreadTensor.isStepCounter(name)) {
                unread.add(new UnreadTensor(name, type, shape(name, entry)));
            }
        });
        checkCover(ranges, bytes.length() - start);
        return ordered(tensors, unread, order);
    }

    /** In an order that names every tensor; another is none of ours. */
    private static StoredTensors ordered(
            Map<String, StoredTensor> tensors, List<UnreadTensor> unread, List<String> order) {
        Map<String, StoredTensor> sorted = new LinkedHashMap<>();
        order.stream().filter(tensors::containsKey).forEach(name -> sorted.put(name, tensors.get(name)));
        boolean whole = sorted.size() == tensors.size();
        return new StoredTensors(whole ? sorted : tensors, unread, whole);
    }

    private int headerLength() {
        if (bytes.length() < 8) {
            throw broken("has " + bytes.length() + " bytes, a safetensors file at least 8");
        }
        long length =
                ByteBuffer.wrap(bytes.copy(0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > MAX_HEADER) {
            throw broken("claims a header of " + Long.toUnsignedString(length) + " bytes, the limit is " + MAX_HEADER
                    + ": this is no safetensors file, or a damaged one");
        }
        if (length > bytes.length() - 8) {
            throw broken("is cut off: its header has " + length + " bytes, the file " + (bytes.length() - 8)
                    + " after the header's length");
        }
        return (int) length;
    }

    private Map<String, Json> header(int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.copy(8, length)))
                    .toString();
            if (!text.startsWith("{")) {
                throw broken("has a header that does not begin with '{'");
            }
            return members(Json.parse(text), "the header");
        } catch (CharacterCodingException e) {
            throw broken("has a header that is not UTF-8");
        } catch (Json.Malformed e) {
            throw broken("has a header that is not JSON: " + e.getMessage());
        }
    }

    private Map<String, String> metadata(Json value) {
        Map<String, String> metadata = new LinkedHashMap<>();
        members(value, METADATA).forEach((key, text) -> {
            if (!(text instanceof Json.Text string)) {
                throw broken(METADATA + " must hold strings, " + Quoted.of(key) + " is none");
            }
            metadata.put(key, string.value());
        });
        return metadata;
    }

    private StoredTensor tensor(Range range, ElementType type, List<Integer> shape, long start) {
        int size = Shapes.size(shape)
                .orElseThrow(() -> broken(range.name, "has the shape " + shape + ", more than 2^31-1 elements"));
        long needed = (long) size * type.bytes();
        if (range.end - range.begin != needed) {
            throw broken(
                    range.name,
                    "has the shape " + shape + " of " + type + ", " + needed + " bytes, but its data_offsets span "
                            + (range.end - range.begin));
        }
        long offset = start + range.begin;
        return new StoredTensor(shape, new StoredTensor.Elements() {
            @Override
            public float[] array() {
                return bytes.floats(type, ByteOrder.LITTLE_ENDIAN, offset, size);
            }

            @Override
            public void copy(float[] to) {
                bytes.floats(type, ByteOrder.LITTLE_ENDIAN, offset, to, size);
            }
        });
    }

    private Range range(String name, Map<String, Json> entry) {
        List<Json> offsets = items(name, entry, "data_offsets");
        if (offsets.size() != 2) {
            throw broken(name, "has " + offsets.size() + " data_offsets, not 2");
        }
        long begin = natural(name, "data_offsets", offsets.get(0));
        long end = natural(name, "data_offsets", offsets.get(1));
        if (begin > end) {
            throw broken(name, "ends at byte " + end + ", before its begin at " + begin);
        }
        return new Range(name, begin, end);
    }

    private List<Integer> shape(String name, Map<String, Json> entry) {
        List<Json> extents = items(name, entry, "shape");
        if (extents.size() > MAX_RANK) {
            throw broken(name, "has " + extents.size() + " dimensions, the limit is " + MAX_RANK);
        }
        List<Integer> shape = new ArrayList<>();
        for (Json extent : extents) {
            long value = natural(name, "shape", extent);
            if (value > Integer.MAX_VALUE) {
                throw broken(name, "has a size of " + value + ", the limit is 2^31-1");
            }
            shape.add((int) value);
        }
        return shape;
    }

    /** Together the tensors must be the data: each begins where the one before it ends. */
    private void checkCover(List<Range> ranges, long length) {
        ranges.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
        long end = 0;
        for (Range range : ranges) {
            if (range.end > length) {
                throw broken(
                        range.name,
                        "ends at byte " + range.end + " of the data, which has " + length + ": the file is cut off");
            }
            if (range.begin < end) {
                throw broken(
                        range.name,
                        "begins at byte " + range.begin + " of the data, inside another tensor that ends at " + end);
            }
            if (range.begin > end) {
                throw broken(range.name, "begins at byte " + range.begin + " of the data, leaving a hole after " + end);
            }
            end = range.end;
        }
        if (end != length) {
            throw broken("has " + (length - end) + " bytes after its last tensor");
        }
    }

    private Map<String, Json> members(Json value, String what) {
        if (value instanceof Json.Members members) {
            return members.values();
        }
        throw broken("has a header in which " + what + " is not an object");
    }

    private List<Json> items(String name, Map<String, Json> entry, String key) {
        if (entry.containsKey(key) && entry.get(key) instanceof Json.Items items) {
            return items.values();
        }
        throw broken(name, "has no list " + key);
    }

    private String text(String name, Map<String, Json> entry, String key) {
        if (entry.containsKey(key) && entry.get(key) instanceof Json.Text text) {
            return text.value();
        }
        throw broken(name, "has no text " + key);
    }

    private long natural(String name, String key, Json value) {
        if (value instanceof Json.Digits digits && digits.natural().isPresent()) {
            return digits.natural().getAsLong();
        }
        String found = value instanceof Json.Digits digits ? digits.literal() : "something else";
        throw broken(name, "needs whole numbers from 0 in its " + key + ", not " + found);
    }

    private WeightsException broken(String tensor, String problem) {
        return broken("tensor " + Quoted.of(tensor) + " " + problem);
    }

    private WeightsException broken(String problem) {
        return new WeightsException(file + ": " + problem);
    }
}
