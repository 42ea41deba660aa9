package io.github.cnnc.cli;

import io.github.cnnc.cli.TextTable.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A column of the table of layers, in their order; its name is its heading in small letters. */
enum LayerColumn {
    NAME(text("name"), LayerLine::name),
    LAYER(code("layer"), LayerLine::layer),
    VOLUME(number("volume"), line -> line.volume().toString()),
    FORMULA(code("formula"), LayerLine::volumeFormula),
    PARAMETERS(code("parameters"), LayerLine::formula),
    COUNT(number("count"), line -> count(line.parameters()), line -> Long.toString(line.parameters())),
    MACS(number("MACs"), line -> count(line.macs()), line -> Long.toString(line.macs())),
    MEMORY(number("memory"), line -> Figures.bytes(line.bytes()), line -> Long.toString(line.bytes())),
    LIVE(
            number("live"),
            line -> line.liveBytes() == 0 ? "" : Figures.bytes(line.liveBytes()),
            line -> Long.toString(line.liveBytes())),
    FIELD(number("field"), LayerLine::field),
    STRIDE(number("stride"), LayerLine::stride);

    /** Those of a table unless others are asked for. */
    static final List<LayerColumn> USUAL =
            Arrays.stream(values()).filter(c -> c != FORMULA).toList();

    private final Column column;
    private final Function<LayerLine, String> shown;
    private final Function<LayerLine, String> exact;

    LayerColumn(Column column, Function<LayerLine, String> shown) {
        this(column, shown, shown);
    }

    LayerColumn(Column column, Function<LayerLine, String> shown, Function<LayerLine, String> exact) {
        this.column = column;
        this.shown = shown;
        this.exact = exact;
    }

    Column column() {
        return column;
    }

    /** Its cell for people. */
    String shown(LayerLine line) {
        return shown.apply(line);
    }

    /** Its cell for programs: whole numbers, sizes in bytes. */
    String exact(LayerLine line) {
        return exact.apply(line);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Column text(String heading) {
        return new Column(heading, false, false);
    }

    private static Column code(String heading) {
        return new Column(heading, false, true);
    }

    private static Column number(String heading) {
        return new Column(heading, true, false);
    }

    private static String count(long number) {
        return number == 0 ? "" : Figures.count(number);
    }
}
