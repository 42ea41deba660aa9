package io.github.cnnc.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of the words an enum stands for, in any case; picocli's own message would show them in capitals. */
record Choice<E extends Enum<E>>(List<E> values) implements ITypeConverter<E> {

    static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return new Choice<>(List.of(type.getEnumConstants()));
    }

    @Override
    public E convert(String word) {
        return values.stream()
                .filter(value -> value.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("`" + word + "` is none of "
                        + values.stream().map(Enum::toString).collect(Collectors.joining(", "))));
    }
}
