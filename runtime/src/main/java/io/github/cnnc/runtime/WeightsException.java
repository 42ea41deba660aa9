package io.github.cnnc.runtime;

import java.util.List;

/**
 * Weights that cannot be used: a damaged file, a kind of number we do not read, or tensors that are not those of the
 * network. Whoever provided the weights can act on it; the message names the file and everything that is wrong.
 */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** One problem, which is the message. */
    WeightsException(String problem) {
        super(problem);
        this.problems = List.of(problem);
    }

    /** Several problems, one line each below the heading. */
    WeightsException(String heading, List<String> problems) {
        this(heading, problems, problems);
    }

    /** Several problems, of which the message shows some. */
    WeightsException(String heading, List<String> shown, List<String> problems) {
        super(heading + "\n  " + String.join("\n  ", shown));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, one line each; never empty. The message shows at most {@value MatchReport#LINES} of a kind. */
    public List<String> problems() {
        return problems;
    }
}
