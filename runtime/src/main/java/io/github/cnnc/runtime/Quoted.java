package io.github.cnnc.runtime;

/** Text from an untrusted file, made fit for one line of a message. */
final class Quoted {

    private static final int LIMIT = 100;

    private Quoted() {}

    /** The text in double quotes, control characters as <code>&#92;uXXXX</code>, cut after {@value #LIMIT} characters. */
    static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LIMIT); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > LIMIT ? "...\"" : "\"").toString();
    }
}
