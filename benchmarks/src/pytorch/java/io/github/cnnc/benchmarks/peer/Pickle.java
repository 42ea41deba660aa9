package io.github.cnnc.benchmarks.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A pickle of protocol 2 that is being written: what TorchScript's reader of archives expects. */
final class Pickle {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickle() {
        op(0x80);
        op(2);
    }

    private Pickle op(int code) {
        bytes.write(code);
        return this;
    }

    /** A class or function. */
    Pickle global(String module, String name) {
        op('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Pickle mark() {
        return op('(');
    }

    Pickle emptyTuple() {
        return op(')');
    }

    Pickle emptyDictionary() {
        return op('}');
    }

    /** A tuple of what stands since the mark. */
    Pickle tuple() {
        return op('t');
    }

    /** An object of a class and a tuple, without a constructor. */
    Pickle newObject() {
        return op(0x81);
    }

    /** Sets keys and values since the mark. */
    Pickle setItems() {
        return op('u');
    }

    /** Gives the object its state. */
    Pickle build() {
        return op('b');
    }

    /** Calls a function with a tuple. */
    Pickle reduce() {
        return op('R');
    }

    /** An object outside the pickle. */
    Pickle persistent() {
        return op('Q');
    }

    Pickle no() {
        return op(0x89);
    }

    Pickle integer(int value) {
        op('J');
        return fixed(value);
    }

    Pickle integers(List<Integer> values) {
        mark();
        values.forEach(this::integer);
        return tuple();
    }

    Pickle string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        op('X');
        fixed(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    byte[] end() {
        op('.');
        return bytes.toByteArray();
    }

    private Pickle fixed(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            op(value >>> shift & 0xff);
        }
        return this;
    }
}
