package io.github.cnnc.compiler.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a protobuf message, undecoded
 * (<a href="https://protobuf.dev/programming-guides/encoding/">encoding</a>).
 */
record ProtobufMessage(List<Field> fields) {

    /**
     * A field.
     *
     * @param number its number in the .proto file
     * @param bits what a varint, fixed64 or fixed32 holds
     * @param bytes what a length-delimited field holds, else empty
     */
    record Field(int number, long bits, byte[] bytes) {}

    static ProtobufMessage parse(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
                case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                case 5 -> fields.add(new Field(number, in.getInt(), new byte[0]));
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            }
        }
        return new ProtobufMessage(fields);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private List<Field> all(int number) {
        return fields.stream().filter(f -> f.number() == number).toList();
    }

    Optional<Field> field(int number) {
        return all(number).stream().reduce((first, last) -> last);
    }

    List<ProtobufMessage> messages(int number) {
        return all(number).stream().map(f -> parse(f.bytes())).toList();
    }

    List<String> texts(int number) {
        return all(number).stream()
                .map(f -> new String(f.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Repeated integers, packed or not. */
    List<Long> integers(int number) {
        List<Long> values = new ArrayList<>();
        for (Field field : all(number)) {
            ByteBuffer in = ByteBuffer.wrap(field.bytes());
            if (!in.hasRemaining()) {
                values.add(field.bits());
            }
            while (in.hasRemaining()) {
                values.add(varint(in));
            }
        }
        return values;
    }

    /** Repeated floats, packed or not. */
    List<Float> floats(int number) {
        List<Float> values = new ArrayList<>();
        for (Field field : all(number)) {
            ByteBuffer in = ByteBuffer.wrap(field.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            if (!in.hasRemaining()) {
                values.add(Float.intBitsToFloat((int) field.bits()));
            }
            while (in.hasRemaining()) {
                values.add(in.getFloat());
            }
        }
        return values;
    }
}
