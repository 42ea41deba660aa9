package io.github.cnnc.runtime;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the header of an .npy file: a Python dictionary of exactly {@code descr} (a string), {@code fortran_order}
 * ({@code True} or {@code False}) and {@code shape} (a tuple), in any order.
 */
final class NpyHeaderParser {

    /** NumPy's own limit was 32 and is 64. */
    private static final int MAX_RANK = 64;

    private static final Map<String, ElementType> TYPES = Map.of(
            "f2", ElementType.F16,
            "f4", ElementType.F32,
            "f8", ElementType.F64,
            "u1", ElementType.U8,
            "i4", ElementType.I32,
            "i8", ElementType.I64);

    private final String file;
    private final String text;
    private int at;

    NpyHeaderParser(String file, String text) {
        this.file = file;
        this.text = text;
    }

    NpyHeader header() {
        Map<String, Object> entries = new HashMap<>();
        require('{');
        while (!accept('}')) {
            String key = string();
            require(':');
            Object value = switch (key) {
                case "descr" -> string();
                case "fortran_order" -> truth();
                case "shape" -> tuple();
                default -> throw broken("has the unknown entry " + Quoted.of(key) + " in its header");
            };
            if (entries.put(key, value) != null) {
                throw broken("has " + key + " twice in its header");
            }
            if (!accept(',')) {
                require('}');
                break;
            }
        }
        space();
        if (at < text.length()) {
            throw expected("the end of the header");
        }
        return of(entries);
    }

    private NpyHeader of(Map<String, Object> entries) {
        if (entries.get("descr") instanceof String descr
                && entries.get("fortran_order") instanceof Boolean fortranOrder
                && entries.get("shape") instanceof List<?> shape) {
            if (descr.length() != 3 || "<>|=".indexOf(descr.charAt(0)) < 0 || !TYPES.containsKey(descr.substring(1))) {
                throw broken("has the type " + Quoted.of(descr) + "; f2, f4, f8, u1, i4 and i8 can be read");
            }
            ElementType type = TYPES.get(descr.substring(1));
            boolean ordered = descr.charAt(0) == '<' || descr.charAt(0) == '>';
            if (type.bytes() > 1 && !ordered) {
                throw broken("has the type " + Quoted.of(descr) + ", which does not say its byte order");
            }
            ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return new NpyHeader(
                    type,
                    order,
                    fortranOrder,
                    shape.stream().map(Integer.class::cast).toList());
        }
        throw broken("lacks descr, fortran_order or shape in its header");
    }

    private String string() {
        char quote = accept('"') ? '"' : '\'';
        if (quote == '\'') {
            require('\'');
        }
        int end = text.indexOf(quote, at);
        // What we accept needs no escapes; a name that has one is an unknown name.
        if (end < 0) {
            throw expected("the end of a string");
        }
        String string = text.substring(at, end);
        at = end + 1;
        return string;
    }

    private boolean truth() {
        space();
        for (boolean value : new boolean[] {true, false}) {
            String word = value ? "True" : "False";
            if (text.startsWith(word, at)) {
                at += word.length();
                return value;
            }
        }
        throw expected("True or False");
    }

    private List<Integer> tuple() {
        List<Integer> shape = new ArrayList<>();
        require('(');
        while (!accept(')')) {
            shape.add(natural());
            if (shape.size() > MAX_RANK) {
                throw broken("has more than " + MAX_RANK + " dimensions");
            }
            if (!accept(',')) {
                if (shape.size() == 1) {
                    // (3) is a number in Python, not a tuple.
                    throw expected("','");
                }
                require(')');
                break;
            }
        }
        return shape;
    }

    private int natural() {
        space();
        int start = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at) - '0';
            if (value > Integer.MAX_VALUE) {
                throw broken("has a size of more than 2^31-1");
            }
            at++;
        }
        if (at == start) {
            throw expected("a whole number from 0");
        }
        return (int) value;
    }

    private void space() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
            at++;
        }
    }

    private boolean accept(char c) {
        space();
        if (at == text.length() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char c) {
        if (!accept(c)) {
            throw expected("'" + c + "'");
        }
    }

    private WeightsException expected(String what) {
        String found = at < text.length() ? Quoted.of(text.substring(at, at + 1)) : "the end";
        return broken("has a damaged header: expected " + what + " at character " + (at + 1) + ", found " + found);
    }

    private WeightsException broken(String problem) {
        return new WeightsException(file + ": " + problem);
    }
}
