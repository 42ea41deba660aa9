package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.diagnostic.NearestName;
import io.github.cnnc.compiler.layer.ArgumentType;
import io.github.cnnc.compiler.network.InputSpec;
import io.github.cnnc.compiler.source.Span;
import io.github.cnnc.compiler.syntax.Expr;
import io.github.cnnc.compiler.syntax.Statement;
import io.github.cnnc.compiler.value.Value;
import io.github.cnnc.runtime.InputFormat;
import io.github.cnnc.runtime.InputFormat.Channels;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code input} statement. */
final class InputReader {

    private static final List<String> OPTIONS =
            List.of("rgb", "bgr", "gray", "scale", "mean", "std", "width", "height", "depth");

    /** Digits of eight pixels are the smallest pictures. */
    private static final int LEAST_SIDE = 8;

    /** What enters, and where that is written. */
    record Input(InputSpec spec, Span span) {}

    private final Diagnostics diagnostics;
    private final Evaluator evaluator;
    private final Env env;

    InputReader(Diagnostics diagnostics, Evaluator evaluator, Scope scope) {
        this.diagnostics = diagnostics;
        this.evaluator = evaluator;
        this.env = Env.outside(scope);
    }

    /**
     * The input, or nothing where it is missing or wrong, which has been reported.
     *
     * @param override the volume from outside, in place of the statement's
     */
    Optional<Input> read(Optional<Statement.Input> statement, Optional<Expr> override) {
        Map<String, Statement.Option> options = new LinkedHashMap<>();
        boolean good = statement.map(s -> collect(s, options)).orElse(true);
        Optional<Expr> size = override.or(() -> statement.flatMap(Statement.Input::size));
        Optional<Input> input = Optional.empty();
        if (size.isPresent()) {
            Span span = size.get().span();
            if (override.isEmpty()) {
                good &= noSides(options, span);
            }
            Optional<Volume> volume = volume(size.get());
            volume.ifPresent(v -> warnOfChannelsFirst(v, span, override.isPresent()));
            input = volume.flatMap(v -> spec(v, options, span));
        } else if (statement.isPresent()) {
            Span span = statement.get().span();
            input = sides(statement.get(), options).flatMap(v -> spec(v, options, span));
        }
        return good ? input : Optional.empty();
    }

    private boolean collect(Statement.Input statement, Map<String, Statement.Option> options) {
        boolean good = true;
        for (Statement.Option option : statement.options()) {
            String name = option.name().text().toLowerCase(Locale.ROOT);
            if (!OPTIONS.contains(name)) {
                Span span = option.name().span();
                Diagnostic unknown = Diagnostic.of(
                        Code.CNN027,
                        "`input` has no option `" + option.name() + "`",
                        span,
                        "the options are " + String.join(", ", OPTIONS));
                diagnostics.add(NearestName.to(name, OPTIONS)
                        .map(near -> unknown.fixedBy(near, "", span, near))
                        .orElse(unknown));
                good = false;
                continue;
            }
            boolean isWord = List.of("rgb", "bgr", "gray").contains(name);
            if (isWord == option.value().isPresent()) {
                good = wrong(
                        Code.CNN027,
                        "`" + name + "` " + (isWord ? "takes no value" : "needs a value"),
                        option.name().span(),
                        isWord ? "write `" + name + "` alone" : "write `" + name + "=...`");
            } else if (options.put(name, option) != null) {
                good = wrong(
                        Code.CNN022,
                        "`" + name + "` is given twice",
                        option.name().span(),
                        "the second time");
            }
        }
        return good;
    }

    private boolean noSides(Map<String, Statement.Option> options, Span size) {
        boolean good = true;
        for (String side : Evaluator.VOLUME_NAMES) {
            if (options.containsKey(side)) {
                diagnostics.add(Diagnostic.of(
                                Code.CNN027,
                                "the size is given twice",
                                options.get(side).name().span(),
                                "a second time here")
                        .because(size, "given here"));
                good = false;
            }
        }
        return good;
    }

    private Optional<Volume> volume(Expr size) {
        Value value = evaluator.evaluate(size, env);
        if (value instanceof Value.Size sizes && sizes.sizes().size() == 3) {
            return volume(
                    sizes.sizes().get(0), sizes.sizes().get(1), sizes.sizes().get(2), size.span());
        }
        if (!(value instanceof Value.Unknown)) {
            wrong(
                    Code.CNN023,
                    "the input is width x height x depth, not " + value.described(),
                    size.span(),
                    "for example 224x224x3");
        }
        return Optional.empty();
    }

    /**
     * PyTorch's tensors are channels x height x width. One or three columns and a height and depth that could be the sides of
     * a picture, neither more than twice the other, are most likely that order.
     */
    private void warnOfChannelsFirst(Volume volume, Span span, boolean fromOutside) {
        int height = volume.height();
        int depth = volume.depth();
        boolean picture =
                Math.min(height, depth) >= LEAST_SIDE && Math.max(height, depth) / 2 <= Math.min(height, depth);
        if (volume.width() != 1 && volume.width() != 3 || !picture) {
            return;
        }
        String turned = depth + "x" + height + "x" + volume.width();
        Diagnostic warning = Diagnostic.of(
                Code.CNN107,
                "a picture of " + volume.width() + (volume.width() == 1 ? " column and " : " columns and ") + depth
                        + " channels",
                span,
                "the order is width x height x depth");
        diagnostics.add(
                fromOutside
                        ? warning.note("give `--input " + turned + "`, if channels stand first here")
                        : warning.fixedBy(turned, "if channels stand first here", span, turned));
    }

    private Optional<Volume> sides(Statement.Input statement, Map<String, Statement.Option> options) {
        List<Long> sizes = new ArrayList<>();
        for (String side : Evaluator.VOLUME_NAMES) {
            if (!options.containsKey(side)) {
                wrong(
                        Code.CNN012,
                        "`input` has no "
                                + (options.keySet().containsAll(List.of("width", "height")) ? "depth" : "size"),
                        statement.span(),
                        "write `input 224x224x3` or `input width=224 height=224 depth=3`");
                return Optional.empty();
            }
        }
        for (String side : Evaluator.VOLUME_NAMES) {
            Expr expr = options.get(side).value().orElseThrow();
            Value value = evaluator.scalar(expr, env);
            if (value instanceof Value.Int i) {
                sizes.add(i.value());
            } else if (!(value instanceof Value.Unknown)) {
                wrong(
                        value instanceof Value.Real ? Code.CNN025 : Code.CNN023,
                        "`" + side + "` takes a whole number, not " + value.described(),
                        expr.span(),
                        "");
            }
        }
        return sizes.size() == 3
                ? volume(sizes.get(0), sizes.get(1), sizes.get(2), statement.span())
                : Optional.empty();
    }

    private Optional<Volume> volume(long width, long height, long depth, Span span) {
        if (width < 1 || height < 1 || depth < 1) {
            wrong(Code.CNN024, "the input has a side below 1", span, "each side is at least 1");
            return Optional.empty();
        }
        boolean plane =
                width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE && width * height <= Integer.MAX_VALUE;
        if (!plane || depth > Integer.MAX_VALUE || width * height * depth > Integer.MAX_VALUE) {
            wrong(
                    Code.CNN062,
                    "the input is too large",
                    span,
                    width + "x" + height + "x" + depth + " has more than 2^31-1 elements");
            return Optional.empty();
        }
        return Optional.of(new Volume((int) width, (int) height, (int) depth));
    }

    private Optional<Input> spec(Volume volume, Map<String, Statement.Option> options, Span span) {
        Optional<Channels> channels = channels(volume, options);
        Optional<Double> scale = number(options.get("scale")).or(() -> Optional.of(1.0));
        Optional<List<Double>> mean = perChannel(options.get("mean"), volume, 0);
        Optional<List<Double>> std = perChannel(options.get("std"), volume, 1);
        if (std.isPresent() && std.get().contains(0.0)) {
            wrong(Code.CNN024, "`std` is 0", options.get("std").name().span(), "each value is divided by it");
            return Optional.empty();
        }
        boolean known = channels.isPresent()
                && mean.isPresent()
                && std.isPresent()
                && !(options.containsKey("scale")
                        && number(options.get("scale")).isEmpty());
        return known
                ? Optional.of(new Input(
                        new InputSpec(new InputFormat(volume, channels.get()), scale.get(), mean.get(), std.get()),
                        span))
                : Optional.empty();
    }

    private Optional<Channels> channels(Volume volume, Map<String, Statement.Option> options) {
        List<String> given = List.of("rgb", "bgr", "gray").stream()
                .filter(options::containsKey)
                .toList();
        if (given.isEmpty()) {
            return Optional.of(
                    volume.depth() == 3 ? Channels.RGB : volume.depth() == 1 ? Channels.GRAY : Channels.NONE);
        }
        Span span = options.get(given.get(0)).name().span();
        if (given.size() > 1) {
            wrong(
                    Code.CNN027,
                    "rgb, bgr and gray exclude one another",
                    options.get(given.get(1)).name().span(),
                    "a second one");
            return Optional.empty();
        }
        Channels channels = Channels.valueOf(given.get(0).toUpperCase(Locale.ROOT));
        if (channels.depth() != volume.depth()) {
            wrong(
                    Code.CNN027,
                    "`" + given.get(0) + "` does not go with the depth " + volume.depth(),
                    span,
                    "it has a depth of " + channels.depth());
            return Optional.empty();
        }
        return Optional.of(channels);
    }

    private Optional<Double> number(Statement.Option option) {
        return option == null ? Optional.empty() : number(option.value().orElseThrow());
    }

    private Optional<Double> number(Expr expr) {
        return number(evaluator.evaluate(expr, env), expr.span());
    }

    private Optional<Double> number(Value value, Span span) {
        ArgumentType.Decimal type = new ArgumentType.Decimal(-Float.MAX_VALUE, Float.MAX_VALUE);
        if (type.convert(value) instanceof ArgumentType.Accepted accepted) {
            return Optional.of((Double) accepted.value());
        }
        if (!(value instanceof Value.Unknown)) {
            wrong(Code.CNN023, "a number was expected, not " + value.described(), span, "");
        }
        return Optional.empty();
    }

    private Optional<List<Double>> perChannel(Statement.Option option, Volume volume, double usual) {
        if (option == null) {
            return Optional.of(List.of(usual));
        }
        Expr expr = option.value().orElseThrow();
        Value value = evaluator.evaluate(expr, env);
        if (!(value instanceof Value.Sequence list)) {
            return number(value, expr.span()).map(List::of);
        }
        if (list.elements().size() != volume.depth()) {
            wrong(
                    Code.CNN027,
                    "`" + option.name() + "` has " + list.elements().size() + " values for a depth of "
                            + volume.depth(),
                    expr.span(),
                    "one for each channel, or one number for all");
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        for (Value element : list.elements()) {
            number(element, expr.span()).ifPresent(numbers::add);
        }
        return numbers.size() == volume.depth() ? Optional.of(numbers) : Optional.empty();
    }

    /** Reports; false, for a flag of success. */
    private boolean wrong(Code code, String message, Span span, String label) {
        diagnostics.add(Diagnostic.of(code, message, span, label));
        return false;
    }
}
