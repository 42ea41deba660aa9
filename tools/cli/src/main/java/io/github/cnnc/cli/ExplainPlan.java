package io.github.cnnc.cli;

import io.github.cnnc.compiler.explain.PlanExplanation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cnnc explain-plan FILE}: how will it run, and why so? */
@Command(
        customSynopsis = "cnnc explain-plan [OPTIONS] FILE",
        sortOptions = false,
        description = "Show the schedule of every operation, why it was chosen, and what it costs.",
        footer = {
            "Cycles are the cost model's estimate, and `winograd 1.40x` says that the cheapest schedule of the next kind takes"
                    + " 1.4 times as many; `measured` schedules are those of cnnc tune. Below the table is why some kinds are"
                    + " not legal. Bytecode is that of the methods of a kernel, which equal layers share; workspace is what it"
                    + " reads and writes in the arena.",
            "",
            "@|bold Examples|@",
            "  cnnc explain-plan samples/vgg16.cnn",
            "  cnnc explain-plan samples/vgg16.cnn --lanes 8 --json",
        })
final class ExplainPlan implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Mixin
    private LanesOption lanes;

    @Mixin
    private PlainFormatOption format;

    @Mixin
    private HelpOption help;

    ExplainPlan(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        PlanExplanation explanation =
                network.source(terminal).lanes(lanes.known()).planned(terminal).explainedPlan();
        if (format.json()) {
            JsonText.write(terminal.out(), PlanTable.json(explanation));
        } else {
            PlanTable.text(explanation).forEach(line -> terminal.print(Printable.line(line)));
        }
        return Exit.OK;
    }
}
