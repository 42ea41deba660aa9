package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.foreign.ForeignLayers;
import io.github.cnnc.compiler.foreign.Paste;
import io.github.cnnc.compiler.foreign.Pastes;
import io.github.cnnc.compiler.foreign.Translation;
import io.github.cnnc.compiler.layer.LayerKinds;
import io.github.cnnc.compiler.source.SourceFile;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What other notations wrote in a file that does not follow the grammar: a diagnostic for each paste, with our layers for
 * it, and the file as if they stood there, so that the mistakes in the rest are found and no other.
 */
final class PastedText {

    private static final Pattern PART = Pattern.compile("(?:#|//)[^\r\n]*|\"[^\"\r\n]*+\"|[A-Za-z_][A-Za-z0-9_]*+|\\S");

    private static final int LONGEST_HEAD = 40;

    private final SourceFile file;
    private final StringBuilder rest;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final boolean hasInput;

    /** The statement that the text read so far ends in, and its last word or sign. */
    private String statement = "";

    private String last = "";

    PastedText(SourceFile file, String text) {
        this.file = file;
        this.rest = new StringBuilder(text);
        List<Paste> pastes = Pastes.in(text);
        this.hasInput = Pattern.compile("(?m)^\\s*input\\b(?!\\s*[=:({.])")
                .matcher(text)
                .find();
        int from = 0;
        for (int i = 0; i < pastes.size(); i++) {
            Paste paste = pastes.get(i);
            int next = i + 1 < pastes.size() ? pastes.get(i + 1).start() : text.length();
            if (diagnostics.size() >= Diagnostics.MOST) {
                break;
            }
            pass(text, from, paste.start());
            report(paste, text, next);
            from = paste.end();
        }
    }

    /** One for each paste. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** The text with a layer that does nothing for each paste, every other character at its place. */
    String rest() {
        return rest.toString();
    }

    private void pass(String text, int from, int to) {
        Matcher part = PART.matcher(text).region(from, to);
        while (part.find()) {
            String word = part.group();
            if (!word.startsWith("#") && !word.startsWith("//")) {
                statement = Words.isStatement(word) ? word : statement;
                last = word;
            }
        }
    }

    private void report(Paste paste, String text, int next) {
        Translation said = paste.translation();
        Span place = file.span(paste.start(), paste.end());
        boolean input = !said.input().isEmpty() && !hasInput;
        boolean layers = !said.isCode();
        String before = (input ? "input " + said.input() + (layers ? "\n" : "") : "") + (layers ? joint(input) : "");
        String after = layers ? joinedOn(text, paste.end(), next) : "";
        diagnostics.add(diagnostic(said, place, before, after));
        boolean stands = layers || joint(false).isEmpty();
        mask(place, stands ? joint(false) + "ID" + (layers ? after : joinedOn(text, paste.end(), next)) : "");
        if (stands) {
            statement = joint(false).startsWith("layers") ? "layers" : statement;
            last = after.isEmpty() ? "ID" : "-";
        }
    }

    private void mask(Span place, String text) {
        int room = place.end() - place.start();
        String shown = text.length() <= room ? text : "";
        StringBuilder masked = new StringBuilder(shown);
        for (int i = shown.length(); i < room; i++) {
            char c = rest.charAt(place.start() + i);
            masked.append(c == '\n' || c == '\r' ? c : ' ');
        }
        rest.replace(place.start(), place.end(), masked.toString());
    }

    /** What must stand between the text before a paste and its first layer. */
    private String joint(boolean input) {
        boolean open =
                last.equals("layers") || last.equals("default") || !last.isEmpty() && !last.matches("[\\w\")\\]}].*");
        if (input) {
            return "layers ";
        }
        if (open) {
            return "";
        }
        boolean chain =
                statement.equals("layers") || statement.equals("block") || statement.isEmpty() && !last.isEmpty();
        return chain ? "- " : "layers ";
    }

    /** What must stand behind a paste where a layer of ours follows; another paste says for itself what is before it. */
    private static String joinedOn(String text, int end, int next) {
        Matcher part = PART.matcher(text).region(end, next);
        while (part.find()) {
            String word = part.group();
            if (word.startsWith("#") || word.startsWith("//")) {
                continue;
            }
            boolean step = word.matches("[A-Za-z_(\\[{].*") && !Words.isStatement(word);
            return step ? " -" : "";
        }
        return "";
    }

    private Diagnostic diagnostic(Translation said, Span place, String before, String after) {
        Span line = file.span(place.start(), Math.min(place.end(), file.lineEnd(place.line())));
        String head = head(line.text());
        if (!said.absent().isEmpty()) {
            return ForeignLayers.absent(said, line);
        }
        if (said.steps().isEmpty()) {
            boolean nothing = said.isCode() && (said.input().isEmpty() || hasInput);
            Diagnostic code = Diagnostic.of(
                    Code.CNN004,
                    nothing
                            ? "`" + head + "` says nothing about the layers"
                            : "`" + head + "` is another framework's notation",
                    line,
                    nothing
                            ? said.input().isEmpty()
                                    ? "a .cnn file holds the network alone"
                                    : "`input` says this already"
                            : "");
            if (nothing) {
                return code.fixedBy("", "leave it out", place, "");
            }
            return said.input().isEmpty()
                    ? code.note("cnnc has no layer of this name; the reference lists those that there are")
                    : code.fixedBy(before, "", place, before);
        }
        int count = said.steps().size();
        Diagnostic diagnostic = Diagnostic.of(
                Code.CNN004,
                LayerKinds.named(head).isPresent()
                        ? "`" + head + "` has the arguments of another framework"
                        : "`" + head + "` is another framework's notation",
                line,
                count == 1 ? "one layer in cnnc" : count + " layers in cnnc");
        return ForeignLayers.noted(said, diagnostic).fixedBy(ForeignLayers.fixes(said, place, before, after));
    }

    private static String head(String line) {
        String head = line.strip().replaceFirst("^\\(\\w+\\): *", "").replaceAll("\\(.*", "");
        head = head.isEmpty() ? line.strip() : head;
        return head.length() > LONGEST_HEAD ? head.substring(0, LONGEST_HEAD) + "..." : head;
    }
}
