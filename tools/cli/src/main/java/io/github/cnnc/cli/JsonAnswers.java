package io.github.cnnc.cli;

import io.github.cnnc.runtime.Model;
import io.github.cnnc.runtime.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All answers as one JSON object. */
final class JsonAnswers implements Answers {

    private static final int BEST = 5;

    private final Terminal terminal;
    private final Model model;
    private final boolean all;
    private final List<JsonObject> results = new ArrayList<>();

    /** @param all whether to write every element of the outputs */
    JsonAnswers(Terminal terminal, Model model, boolean all) {
        this.terminal = terminal;
        this.model = model;
        this.all = all;
    }

    @Override
    public void add(Answer answer) {
        JsonObject result = new JsonObject().with("file", answer.file());
        if (model.output().width() == 1 && model.output().height() == 1) {
            result.with(
                    "top",
                    Prediction.top(answer.output(), model.labels(), BEST).stream()
                            .map(p -> new JsonObject()
                                    .with("index", p.index())
                                    .with("label", p.label())
                                    .with("score", p.score()))
                            .toList());
        }
        results.add(all ? result.with("output", answer.output()) : result);
    }

    @Override
    public void failed(Path file, String problem) {
        results.add(new JsonObject().with("file", file).with("error", problem));
    }

    @Override
    public void end() throws IOException {
        JsonText.write(
                terminal.out(),
                new JsonObject()
                        .with("model", model.name())
                        .with("input", model.input().volume())
                        .with("output", model.output())
                        .with("results", results));
    }
}
