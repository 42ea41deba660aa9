package io.github.cnnc.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: headings with an empty line above, and {@code -o DIR} as one types it, not {@code -o=DIR}. */
final class HelpLayout {

    private HelpLayout() {}

    /** Lays out the help of a command and of those below it. */
    static void apply(CommandLine line) {
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setHelpFactory(SpacedHelp::new);
        layOut(line.getCommandSpec().usageMessage());
        line.getSubcommands()
                .values()
                .forEach(sub -> layOut(sub.getCommandSpec().usageMessage()));
    }

    private static void layOut(UsageMessageSpec usage) {
        usage.synopsisHeading("@|bold Usage|@ ")
                .descriptionHeading("%n")
                .parameterListHeading("%n@|bold Arguments|@%n")
                .optionListHeading("%n@|bold Options|@%n")
                .commandListHeading("%n@|bold Commands|@%n")
                .footerHeading("%n");
    }

    private static final class SpacedHelp extends Help {

        SpacedHelp(CommandSpec spec, ColorScheme colours) {
            super(spec, colours);
        }

        @Override
        public IParamLabelRenderer parameterLabelRenderer() {
            IParamLabelRenderer usual = super.parameterLabelRenderer();
            return new IParamLabelRenderer() {
                @Override
                public Text renderParameterLabel(ArgSpec argument, Ansi ansi, List<IStyle> styles) {
                    Text label = usual.renderParameterLabel(argument, ansi, styles);
                    // An optional value must stand right behind its option: [=SEED].
                    return label.plainString().startsWith("=")
                            ? ansi.new Text(" " + label.plainString().substring(1), colorScheme())
                            : label;
                }

                @Override
                public String separator() {
                    return " ";
                }
            };
        }
    }
}
