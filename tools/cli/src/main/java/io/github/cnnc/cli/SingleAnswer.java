package io.github.cnnc.cli;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Prediction;
import java.util.List;

/** The answer to the only input: the best class and its score in the first line, then the best five. */
record SingleAnswer(Terminal terminal, Model model) implements Answers {

    private static final int BEST = 5;
    private static final int BAR = 20;

    @Override
    public void add(Answer answer) {
        List<Prediction> top = Prediction.top(answer.output(), model.labels(), BEST);
        Prediction first = top.get(0);
        terminal.print(Printable.line(first.label()) + "  " + Figures.score(first.score()));
        if (top.size() == 1) {
            return;
        }
        terminal.print("");
        boolean shares = isDistribution(answer.output());
        int labels = top.stream()
                .mapToInt(p -> Printable.line(p.label()).length())
                .max()
                .orElse(0);
        int scores = top.stream()
                .mapToInt(p -> Figures.score(p.score()).length())
                .max()
                .orElse(0);
        for (Prediction p : top) {
            String label = Printable.line(p.label());
            String score = Figures.score(p.score());
            terminal.print(("  " + label + " ".repeat(labels - label.length()) + "  "
                            + " ".repeat(scores - score.length()) + score + "  " + (shares ? bar(p.score()) : ""))
                    .stripTrailing());
        }
    }

    /** Eighths of a character. */
    private static String bar(float share) {
        int eighths = Math.round(share * BAR * 8);
        return "\u2588".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : (char) ('\u2590' - eighths % 8));
    }

    /** Whether these are shares of a whole: a bar of anything else would mean nothing. */
    private static boolean isDistribution(float[] output) {
        double sum = 0;
        for (float score : output) {
            if (!(score >= 0)) {
                return false;
            }
            sum += score;
        }
        return Math.abs(sum - 1) < 1e-3;
    }
}
