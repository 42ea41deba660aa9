package io.github.cnnc.compiler.parse;

import io.github.cnnc.compiler.syntax.Words;
import io.github.cnnc.grammar.CnnParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What could stand at a place, in a reader's words: not the thirty tokens that may begin or continue an expression, but
 * "a value".
 */
final class Expected {

    private static final Set<String> OPERATORS =
            Set.of("*", "/", "%", "+", "..", "==", "!=", "<=", ">=", "<", ">", "and", "or", "not");

    private final Set<String> tokens = new LinkedHashSet<>();

    private final boolean inChain;

    /** @param inChain whether the statement ends with a chain: where it may end, the chain may go on */
    Expected(IntervalSet types, boolean inChain) {
        this.inChain = inChain;
        for (int type : types.toList()) {
            tokens.add(name(type));
        }
    }

    private static String name(int type) {
        return switch (type) {
            case Token.EOF -> "the end";
            case CnnParser.IDENT -> "a name";
            case CnnParser.INT -> "a number";
            case CnnParser.REAL -> "a real number";
            case CnnParser.SIZE -> "a size like 3x3";
            case CnnParser.BYTES -> "a size like 64MB";
            case CnnParser.STRING -> "a string in \"...\"";
            case CnnParser.MINUS -> "-";
            case CnnParser.STAR -> "*";
            default ->
                Optional.ofNullable(CnnParser.VOCABULARY.getLiteralName(type))
                        .map(literal -> literal.substring(1, literal.length() - 1))
                        .orElse("something else");
        };
    }

    boolean contains(String name) {
        return tokens.contains(name);
    }

    /** Whether a value may begin here. */
    boolean aValue() {
        return tokens.contains("true") && tokens.contains("a real number");
    }

    /** Whether a step of a chain may begin here. */
    boolean aStep() {
        return tokens.contains("a name") && tokens.contains("{");
    }

    /** Whether a step of a chain may end here. */
    boolean afterStep() {
        return tokens.contains("@") && tokens.contains("-") || inChain && isEnd();
    }

    /** Whether nothing but the end of the statement could stand here. */
    boolean isEnd() {
        return tokens.stream().allMatch(t -> t.equals("the end") || Words.isStatement(t));
    }

    /** Whether the statement could end here. */
    boolean mayEnd() {
        return tokens.contains("the end");
    }

    /** Whether a count of repetitions may stand here. */
    boolean aCount() {
        return tokens.contains("a number") && tokens.contains("(") && tokens.contains("a name") && !aValue();
    }

    /** What could stand here, as a list of at most a few words; empty where nothing is known. */
    String described() {
        Set<String> words = new LinkedHashSet<>();
        if (aValue()) {
            words.add("a value");
        } else if (aStep()) {
            words.add("a layer, a block or a bracket");
        } else if (afterStep()) {
            words.add("`-` and the next layer");
        } else if (aCount()) {
            words.add("a number, a name or an expression in parentheses");
        }
        boolean many = !words.isEmpty();
        boolean ended = tokens.contains("the end");
        for (String token : tokens) {
            boolean covered = many && !List.of(")", "]", "}", "=").contains(token)
                    || OPERATORS.contains(token)
                    || Words.isStatement(token)
                    || token.equals("the end")
                    || afterValue() && token.equals("-");
            if (!covered) {
                words.add(Character.isLetter(token.charAt(0)) && !Words.isReserved(token) ? token : "`" + token + "`");
            }
        }
        if (ended && !aStep()) {
            words.add("the end of the statement");
        } else if (words.isEmpty() && tokens.stream().anyMatch(Words::isStatement)) {
            words.add("a statement");
        }
        return joined(List.copyOf(words));
    }

    private boolean afterValue() {
        return tokens.contains("%");
    }

    private static String joined(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }
}
