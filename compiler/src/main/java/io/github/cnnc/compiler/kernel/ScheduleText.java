package io.github.cnnc.compiler.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Schedules as text that can be kept in a file, {@code vector-conv width=16 rows=1 columns=6 vectors=2 accumulators=1 taps=row}: the
 * kind, then each component with its name. Made from the records themselves, so that a new schedule has its text at once.
 */
public final class ScheduleText {

    /** Digits of a number that is read; no schedule has larger ones. */
    private static final int DIGITS = 7;

    private static final Map<String, Class<?>> KINDS = new LinkedHashMap<>();

    static {
        Families.ALL.stream()
                .flatMap(family -> family.schedules().stream())
                .forEach(kind -> KINDS.put(words(kind.getSimpleName()), kind));
    }

    private ScheduleText() {}

    /** {@code vector-conv}. */
    public static String kind(Schedule schedule) {
        return words(schedule.getClass().getSimpleName());
    }

    /** A schedule as text, on one line. */
    public static String of(Schedule schedule) {
        StringBuilder text = new StringBuilder(kind(schedule));
        for (RecordComponent component : schedule.getClass().getRecordComponents()) {
            text.append(' ')
                    .append(component.getName())
                    .append('=')
                    .append(String.valueOf(Records.value(component, schedule)).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** The schedule that {@link #of} writes so; empty for any other text. Whether it is legal anywhere is another question. */
    public static Optional<Schedule> parse(String text) {
        String[] words = text.strip().split(" +");
        Class<?> kind = KINDS.get(words[0]);
        if (kind == null || kind.getRecordComponents().length != words.length - 1) {
            return Optional.empty();
        }
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName() + "=";
            if (!words[i + 1].startsWith(name)) {
                return Optional.empty();
            }
            Optional<Object> value = value(components[i].getType(), words[i + 1].substring(name.length()));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            types[i] = components[i].getType();
            values[i] = value.get();
        }
        return Optional.of(make(kind, types, values));
    }

    private static Schedule make(Class<?> kind, Class<?>[] types, Object[] values) {
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            return (Schedule) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " cannot be made of its components", e);
        }
    }

    private static Optional<Object> value(Class<?> type, String text) {
        if (type == int.class) {
            return text.length() <= DIGITS && text.matches("[0-9]+")
                    ? Optional.of(Integer.parseInt(text))
                    : Optional.empty();
        }
        if (type == boolean.class) {
            return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
        }
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().toLowerCase(Locale.ROOT).equals(text)) {
                    return Optional.of(constant);
                }
            }
            return Optional.empty();
        }
        throw new IllegalStateException("a schedule has no component of " + type);
    }

    /** {@code VectorConv} becomes {@code vector-conv}. */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
