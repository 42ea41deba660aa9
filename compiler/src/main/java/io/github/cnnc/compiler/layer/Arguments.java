package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** The evaluated arguments of one call, defaults included. */
public final class Arguments {

    /**
     * One argument.
     *
     * @param value of the Java type that its {@link ArgumentType} converts to
     * @param span where it is written, in the call or in a {@code default}
     * @param inCall whether that is in the call itself
     */
    public record Given(Object value, Span span, Span valueSpan, boolean inCall) {}

    private final Signature signature;
    private final Call call;
    private final Map<String, Given> given;

    /** @param given by canonical name; parameters that are not in it have their defaults */
    public Arguments(Signature signature, Call call, Map<String, Given> given) {
        this.signature = signature;
        this.call = call;
        this.given = new LinkedHashMap<>(given);
    }

    /** The call. */
    public Call call() {
        return call;
    }

    /** Whether the argument was given, in the call or by a {@code default}. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** The argument or its default. */
    public <T> T get(String name, Class<T> type) {
        if (given.containsKey(name)) {
            return type.cast(given.get(name).value());
        }
        return type.cast(signature
                .parameter(name)
                .flatMap(LayerParameter::defaultValue)
                .orElseThrow(() -> new NoSuchElementException(signature.name() + " has no value for " + name)));
    }

    /** The whole number of this name. */
    public int whole(String name) {
        return get(name, Integer.class);
    }

    /** The pair of this name. */
    public Pair pair(String name) {
        return get(name, Pair.class);
    }

    /** Where to point for an argument: to it where the call gives it, else to the layer's name. */
    public Span span(String name) {
        return given.containsKey(name) && given.get(name).inCall()
                ? given.get(name).span()
                : call.name().span();
    }

    /** The fix that gives the argument this value, in this call alone. */
    public Fix fix(String name, String value, String effect) {
        String text = name + "=" + value;
        if (given.containsKey(name) && given.get(name).inCall()) {
            return new Fix(text, effect, given.get(name).valueSpan(), value);
        }
        if (!call.parenthesised()) {
            Span end = call.span().file().span(call.span().end(), call.span().end());
            return new Fix(text, effect, end, "(" + text + ")");
        }
        Span end = call.span().file().span(call.span().end() - 1, call.span().end() - 1);
        return new Fix(text, effect, end, call.arguments().isEmpty() ? text : ", " + text);
    }
}
