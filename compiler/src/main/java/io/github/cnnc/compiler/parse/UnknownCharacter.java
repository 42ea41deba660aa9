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
        String mend = mend(character);
        return character.equals(";")
                ? plain.fixedBy("", "leave it out", place, "")
                : mend.isEmpty() ? plain : plain.fixedBy(mend, "", place, mend);
    }

    private static String meant(String character) {
        return switch (character) {
            case ";" -> "a statement ends by itself, and arguments stand between commas";
            case "'", "\u201c", "\u201d", "\u2018", "\u2019" -> "strings stand in straight double quotes: \"file.txt\"";
            case "\u2192", "\u2014" -> "layers are joined by `-`";
            case "\u00b7", "\u2022" -> "multiplication is written `*`";
            case "^" -> "there are no powers; multiply";
            case "!" -> "negation is written `not`";
            case "\\" -> "a statement may go on in the next line as it is";
            default -> "no word or sign begins with this character";
        };
    }

    private static String mend(String character) {
        return switch (character) {
            case "\u2192", "\u2014" -> "-";
            case "\u00b7", "\u2022" -> "*";
            case "!" -> "not ";
            default -> "";
        };
    }
}
