package io.github.cnnc.cli;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Prediction;
import java.util.stream.IntStream;

/** One line for each of several inputs: the best class, its score, the file. */
record AnswerLines(Terminal terminal, Model model) implements Answers {

    /** Columns for labels; longer ones push their line out. */
    private static final int WIDEST = 32;

    @Override
    public void add(Answer answer) {
        Prediction best = Prediction.top(answer.output(), model.labels(), 1).get(0);
        String label = Printable.line(best.label());
        terminal.print(label + " ".repeat(Math.max(0, width() - label.length())) + "  " + Figures.score(best.score())
                + "  " + Printable.line(answer.file().toString()));
        // Whoever watches a folder being read wants to see each line when it is known.
        terminal.out().flush();
    }

    private int width() {
        int longest = model.labels().isEmpty()
                ? Integer.toString(model.output().size() - 1).length()
                : IntStream.range(0, model.labels().size())
                        .map(i -> Printable.line(model.labels().get(i)).length())
                        .max()
                        .orElse(0);
        return Math.min(longest, WIDEST);
    }
}
