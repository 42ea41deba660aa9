package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.source.Span;

/** A character that no token begins with, and what it is usually meant for. */
record UnknownCharacter(Span place) {

    Diagnostic diagnostic() {
        String character = place.text();
        Diagnostic plain =
                Diagnostic.of(Code.CNN002, "`" + character + "` means nothing here", place, meant(character));
        return switch (character) {
            case ";" -> plain.fixedBy("", "leave it out", place, "");
            case "!" -> plain.fixedBy("not", "", place, "not ");
            default -> plain;
        };
    }

    private static String meant(String character) {
        return switch (character) {
            case ";" -> "a statement ends by itself, and arguments stand between commas";
            case "'" -> "strings stand in double quotes: \"file.txt\"";
            case "^" -> "there are no powers; multiply";
            case "!" -> "negation is written `not`";
            case "\\" -> "a statement may go on in the next line as it is";
            default -> "no word or sign begins with this character";
        };
    }
}
