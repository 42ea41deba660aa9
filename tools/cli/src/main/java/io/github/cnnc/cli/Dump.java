package io.github.cnnc.cli;

import io.github.cnnc.compiler.ClassName;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.lower.ProgramText;
import io.github.cnnc.compiler.machine.Target;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc dump FILE --stage STAGE}: what a stage of the compiler made. */
@Command(
        customSynopsis = "cnnc dump [OPTIONS] FILE --stage STAGE",
        sortOptions = false,
        description = "Print what a stage of the compiler made of a network.",
        footer = {
            "The stages in order: syntax (the tree), network (the graph of layers), ir (operations), passes (after each"
                    + " pass), plan (schedules and places in memory), java (the generated class).",
            "",
            "@|bold Examples|@",
            "  cnnc dump samples/lenet5/lenet5.cnn --stage plan",
        })
final class Dump implements Callable<Integer> {

    /** A stage, as it is typed. */
    enum Stage {
        SYNTAX,
        NETWORK,
        IR,
        PASSES,
        PLAN,
        JAVA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Mixin
    private NetworkSource network;

    @Option(names = "--stage", paramLabel = "STAGE", required = true, description = "${COMPLETION-CANDIDATES}.")
    private Stage stage;

    @Mixin
    private HelpOption help;

    Dump(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Compilation compilation = network.source(terminal).compile();
        terminal.diagnostics(compilation.diagnostics());
        // A tree there may be even where the network is wrong; and then it is just what one wants to see.
        if (stage == Stage.SYNTAX) {
            compilation.syntax().ifPresent(tree -> show(RecordText.of(tree.statements())));
            return compilation.succeeded() ? Exit.OK : Exit.USER;
        }
        if (!compilation.succeeded()) {
            return Exit.USER;
        }
        sayIgnored(compilation);
        show(text(compilation));
        return Exit.OK;
    }

    private void sayIgnored(Compilation compilation) {
        if (stage == Stage.PLAN) {
            Source.sayIgnored(compilation, terminal);
        } else if (stage == Stage.JAVA) {
            Source.sayIgnored(compilation, terminal, Target.widths());
        }
    }

    private String text(Compilation compilation) {
        return switch (stage) {
            case SYNTAX -> "";
            case NETWORK -> StageText.network(compilation.network().network());
            case IR -> ProgramText.of(compilation.lowered());
            case PASSES -> StageText.passes(compilation.lowered(), compilation.target());
            case PLAN -> StageText.plan(compilation.plan());
            case JAVA ->
                compilation
                        .java("", ClassName.of(compilation.network().network().name()))
                        .text();
        };
    }

    private void show(String text) {
        terminal.out().print(Printable.lines(text));
    }
}
