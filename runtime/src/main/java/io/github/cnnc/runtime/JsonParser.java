package io.github.cnnc.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict parser by recursive descent for RFC 8259: no comments, no trailing commas, no name twice in one object.
 *
 * <p>For untrusted text: the depth is limited, for the stack, and the number of values, since a value of two characters
 * ({@code 0,}) takes some fifty bytes of heap.
 */
final class JsonParser {

    static final int MAX_DEPTH = 16;
    static final int MAX_VALUES = 1_000_000;
    private static final int MAX_DIGITS = 64;

    private final String text;
    private int at;
    private int values;

    JsonParser(String text) {
        this.text = text;
    }

    Json document() throws Json.Malformed {
        Json value = value(0);
        space();
        if (at < text.length()) {
            throw expected("the end");
        }
        return value;
    }

    private Json value(int depth) throws Json.Malformed {
        if (depth > MAX_DEPTH) {
            throw new Json.Malformed(at, "more than " + MAX_DEPTH + " levels of brackets");
        }
        if (++values > MAX_VALUES) {
            throw new Json.Malformed(at, "more than " + MAX_VALUES + " values");
        }
        space();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Json.Text(string());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> throw expected("a value");
        };
    }

    private Json members(int depth) throws Json.Malformed {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        space();
        if (!accept('}')) {
            do {
                space();
                int start = at;
                if (peek() != '"') {
                    throw expected("a name in quotes");
                }
                String name = string();
                if (members.containsKey(name)) {
                    throw new Json.Malformed(start, "the name " + Quoted.of(name) + " a second time");
                }
                space();
                require(':');
                members.put(name, value(depth + 1));
                space();
            } while (accept(','));
            require('}');
        }
        return new Json.Members(Collections.unmodifiableMap(members));
    }

    private Json items(int depth) throws Json.Malformed {
        List<Json> items = new ArrayList<>();
        at++;
        space();
        if (!accept(']')) {
            do {
                items.add(value(depth + 1));
                space();
            } while (accept(','));
            require(']');
        }
        return new Json.Items(Collections.unmodifiableList(items));
    }

    private String string() throws Json.Malformed {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            if (at == text.length() || c < ' ') {
                throw expected("the rest of a string");
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws Json.Malformed {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++, at++) {
                    // Only ASCII: Character.digit also takes the digits of other scripts.
                    int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
                    if (digit < 0) {
                        throw expected("four hexadecimal digits");
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw new Json.Malformed(at - 1, "an unknown escape");
        };
    }

    private Json number() throws Json.Malformed {
        int start = at;
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
        if (at - start > MAX_DIGITS) {
            throw new Json.Malformed(start, "a number of more than " + MAX_DIGITS + " characters");
        }
        return new Json.Digits(text.substring(start, at));
    }

    private void digits() throws Json.Malformed {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw expected("a digit");
        }
    }

    private Json word(String word) throws Json.Malformed {
        if (!text.startsWith(word, at)) {
            throw expected("a value");
        }
        at += word.length();
        return new Json.Word(word);
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    /** The next character; U+0000, which no rule accepts, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char c) throws Json.Malformed {
        if (!accept(c)) {
            throw expected("'" + c + "'");
        }
    }

    private Json.Malformed expected(String what) {
        String found = at < text.length() ? Quoted.of(text.substring(at, at + 1)) : "the end";
        return new Json.Malformed(Math.min(at, text.length()), "expected " + what + ", found " + found);
    }
}
