package io.github.cnnc.cli;

import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Name;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** A tree of records as an outline: a line a node, its parts indented below it. Places in the source are left out. */
final class RecordText {

    private final StringBuilder out = new StringBuilder();

    private RecordText() {}

    /** The outline of several trees. */
    static String of(List<?> trees) {
        RecordText text = new RecordText();
        trees.forEach(tree -> text.node("", "", tree));
        return text.out.toString();
    }

    private void node(String indent, String title, Object value) {
        if (value instanceof Name name) {
            line(indent, title, name.text());
        } else if (value instanceof Record record) {
            line(indent, title, record.getClass().getSimpleName());
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                if (part.getType() != Span.class) {
                    node(indent + "  ", part.getName() + ": ", get(part, record));
                }
            }
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(v -> node(indent, title, v));
        } else if (value instanceof List<?> list && list.stream().anyMatch(Record.class::isInstance)) {
            line(indent, title, "");
            list.forEach(v -> node(indent + "  ", "", v));
        } else if (!(value instanceof List<?> list && list.isEmpty())) {
            line(indent, title, value instanceof String ? "\"" + value + "\"" : value.toString());
        }
    }

    private void line(String indent, String title, String value) {
        out.append((indent + title + Printable.line(value)).stripTrailing()).append('\n');
    }

    private static Object get(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
