package io.github.cnnc.cli;

import io.github.cnnc.runtime.Model;

/**
 * Outputs with more than one place, which have no best class: says how large they are and what lies in them.
 *
 * @param written whether the output goes to a file, so that nobody needs to be told how
 */
record VolumeAnswers(Terminal terminal, Model model, boolean written) implements Answers {

    @Override
    public void add(Answer answer) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : answer.output()) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        terminal.print(model.output() + ", values from " + Figures.score(least) + " to " + Figures.score(most) + ", "
                + Printable.line(answer.file().toString()));
        if (!written) {
            boolean picture = model.output().depth() == 1 || model.output().depth() == 3;
            terminal.note("the output is a volume of " + model.output() + ": "
                    + (picture
                            ? "-o out.png writes it as a picture, -o out.npy as numbers"
                            : "-o out.npy writes it as numbers"));
        }
    }
}
