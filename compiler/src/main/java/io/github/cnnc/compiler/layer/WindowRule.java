package io.github.cnnc.compiler.layer;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Fix;
import io.github.cnnc.runtime.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Fits a kernel into the volume that enters, or says why it does not fit and what would. */
final class WindowRule {

    private static final int MOST_CANDIDATES = 4096;

    private final LayerSite site;
    private final String what;
    private final Pair kernel;
    private final Pair stride;
    private final Pair dilation;
    private final Padding padding;
    private final Rounding rounding;
    private final boolean kernelIsArgument;

    private WindowRule(
            LayerSite site,
            String what,
            Pair kernel,
            Pair stride,
            Pair dilation,
            Padding padding,
            Rounding rounding,
            boolean kernelIsArgument) {
        this.site = site;
        this.what = what;
        this.kernel = kernel;
        this.stride = stride;
        this.dilation = dilation;
        this.padding = padding;
        this.rounding = rounding;
        this.kernelIsArgument = kernelIsArgument;
    }

    /** The window of a convolution: arguments kernel, stride, pad, dilation, round. */
    static Optional<SlidingWindow> ofConvolution(LayerSite site) {
        Arguments arguments = site.arguments();
        return new WindowRule(
                        site,
                        "filter",
                        arguments.pair("kernel"),
                        arguments.pair("stride"),
                        arguments.pair("dilation"),
                        arguments.get("pad", Padding.class),
                        rounding(arguments),
                        true)
                .fit();
    }

    /** The window of a pooling layer: arguments kernel, stride (= kernel), pad, round. */
    static Optional<SlidingWindow> ofPooling(LayerSite site, Pair dilation) {
        Arguments arguments = site.arguments();
        Pair kernel = arguments.pair("kernel");
        return new WindowRule(
                        site,
                        "pooling window",
                        kernel,
                        arguments.has("stride") ? arguments.pair("stride") : kernel,
                        dilation,
                        arguments.get("pad", Padding.class),
                        rounding(arguments),
                        true)
                .fit();
    }

    /** The window of a constant kernel: argument pad, stride 1. */
    static Optional<SlidingWindow> ofStencil(LayerSite site, Pair kernel) {
        Padding padding = site.arguments().get("pad", Padding.class);
        return new WindowRule(site, "kernel", kernel, Pair.square(1), Pair.square(1), padding, Rounding.EXACT, false)
                .fit();
    }

    private static Rounding rounding(Arguments arguments) {
        return Rounding.valueOf(arguments.get("round", String.class).toUpperCase(Locale.ROOT));
    }

    private Optional<SlidingWindow> fit() {
        Volume in = site.input();
        long reach = Math.max(
                (long) dilation.width() * (kernel.width() - 1), (long) dilation.height() * (kernel.height() - 1));
        if ((long) kernel.width() * kernel.height() > Integer.MAX_VALUE) {
            site.report(site.problem(
                    Code.CNN062,
                    "the " + what + " is too large",
                    kernelIsArgument ? "kernel" : "pad",
                    kernel + " has more than 2^31-1 taps"));
            return Optional.empty();
        }
        if (reach >= Integer.MAX_VALUE) {
            site.report(site.problem(
                    Code.CNN062, "the dilated " + what + " is too large", "dilation", "it reaches past 2^31-1"));
            return Optional.empty();
        }
        Axis columns = pad(new Axis(in.width(), kernel.width(), stride.width(), dilation.width(), 0, 0), true);
        Axis rows = pad(new Axis(in.height(), kernel.height(), stride.height(), dilation.height(), 0, 0), false);
        if (!columns.holdsKernel(rounding) || !rows.holdsKernel(rounding)) {
            reportTooLarge(columns, rows);
            return Optional.empty();
        }
        warn();
        boolean keeps = padding instanceof Padding.Same;
        if (rounding == Rounding.EXACT && !keeps && (!columns.isExact() || !rows.isExact())) {
            reportMisfit(columns, rows);
            return Optional.empty();
        }
        Rounding rounds = keeps ? Rounding.FLOOR : rounding;
        long width = columns.windows(rounds);
        long height = rows.windows(rounds);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            site.report(site.problem(
                    Code.CNN062, "the volume is too large", "pad", width + " x " + height + " is more than 2^31-1"));
            return Optional.empty();
        }
        if (columns.extent() > Integer.MAX_VALUE || rows.extent() > Integer.MAX_VALUE) {
            site.report(site.problem(
                    Code.CNN062, "the padded volume is too large", "pad", "its windows reach past 2^31-1"));
            return Optional.empty();
        }
        Padding.Fixed pads = new Padding.Fixed(columns.before(), columns.after(), rows.before(), rows.after());
        return Optional.of(new SlidingWindow(in, kernel, stride, dilation, pads, rounding, (int) width, (int) height));
    }

    /** What fits and is doubtful all the same. */
    private void warn() {
        boolean even = kernel.width() % 2 == 0 || kernel.height() % 2 == 0;
        if (padding instanceof Padding.Same && even) {
            Diagnostic diagnostic = site.problem(
                    Code.CNN103,
                    "an even kernel of " + kernel + " with pad=same",
                    "pad",
                    "pads one pixel more at the right and bottom, and shifts the picture by half a pixel");
            Pair odd = new Pair(kernel.width() | 1, kernel.height() | 1);
            site.report(
                    kernelIsArgument
                            ? diagnostic.fixedBy(List.of(site.arguments().fix("kernel", odd.toString(), "")))
                            : diagnostic);
        }
        if (site.input().width() == 1 && site.input().height() == 1 && (kernel.width() > 1 || kernel.height() > 1)) {
            site.report(site.problem(
                    Code.CNN104,
                    "a " + kernel + " " + what + " over a volume of one pixel",
                    kernelIsArgument ? "kernel" : "pad",
                    "sees padding but for one tap"));
        }
    }

    private Axis pad(Axis axis, boolean isWidth) {
        if (padding instanceof Padding.Fixed fixed) {
            return isWidth ? axis.withPad(fixed.left(), fixed.right()) : axis.withPad(fixed.top(), fixed.bottom());
        }
        return padding instanceof Padding.Same ? axis.same() : axis.whateverFits();
    }

    // -- what does not fit ------------------------------------------------------------------------------------------

    private void reportTooLarge(Axis columns, Axis rows) {
        boolean tall = columns.holdsKernel(rounding);
        Axis bad = tall ? rows : columns;
        String direction = tall ? "height" : "width";
        String padded =
                bad.before() + bad.after() == 0 ? "" : " with its padding of " + bad.before() + " + " + bad.after();
        String dilated =
                bad.dilation() == 1 ? "" : " at dilation " + bad.dilation() + ", which makes it " + bad.reach();
        String label = "the " + direction + " is " + bad.size() + padded + ", the " + what + " needs " + bad.reach();
        Diagnostic diagnostic = site.problem(
                Code.CNN030,
                "the " + kernel + " " + what + dilated + " is larger than the volume of "
                        + site.input().width() + "x" + site.input().height(),
                kernelIsArgument ? "kernel" : "pad",
                label);
        site.report(diagnostic.fixedBy(solve(
                columns,
                rows,
                List.of(
                        new Candidates(
                                "kernel", descending(Math.max(kernel.width(), kernel.height())), WindowRule::kernel),
                        new Candidates("pad", pads(0, columns, rows), WindowRule::pad)))));
    }

    private void reportMisfit(Axis columns, Axis rows) {
        Axis bad = columns.isExact() ? rows : columns;
        boolean both = site.input().width() == site.input().height() && kernel.width() == kernel.height();
        String direction = both ? "" : columns.isExact() ? "height: " : "width: ";
        Diagnostic diagnostic = site.problem(
                Code.CNN031,
                "the " + kernel + " " + what + " does not fit at stride " + stride.brief(),
                "stride",
                direction + bad.arithmetic() + ", not a whole number");
        int current = Math.max(stride.width(), stride.height());
        List<Fix> fixes = new ArrayList<>(solve(
                columns,
                rows,
                List.of(
                        new Candidates("stride", nearest(current), WindowRule::stride),
                        new Candidates(
                                "pad", pads(Math.max(bad.before(), bad.after()), columns, rows), WindowRule::pad))));
        fixes.add(site.arguments()
                .fix("round", "floor", "gives " + columns.floor() + "x" + rows.floor() + dropped(columns, rows)));
        site.report(diagnostic.fixedBy(fixes));
    }

    private static String dropped(Axis columns, Axis rows) {
        List<String> rest = new ArrayList<>();
        if (columns.dropped() > 0) {
            rest.add(columns.dropped() + (columns.dropped() == 1 ? " column" : " columns"));
        }
        if (rows.dropped() > 0) {
            rest.add(rows.dropped() + (rows.dropped() == 1 ? " row" : " rows"));
        }
        return " and drops " + String.join(" and ", rest);
    }

    // -- what would fit ---------------------------------------------------------------------------------------------

    /** How a value of one argument changes a direction. */
    private interface Change {
        UnaryOperator<Axis> to(int value);
    }

    /** Values of one argument to try, the best first; made one by one, for mostly the first few do. */
    private record Candidates(String argument, IntStream values, Change change) {}

    private static UnaryOperator<Axis> stride(int value) {
        return axis -> axis.withStride(value);
    }

    private static UnaryOperator<Axis> kernel(int value) {
        return axis -> axis.withKernel(value);
    }

    private static UnaryOperator<Axis> pad(int value) {
        return axis -> axis.withPad(value, value);
    }

    /** For each argument the first of its values that fits in both directions. */
    private List<Fix> solve(Axis columns, Axis rows, List<Candidates> all) {
        List<Fix> fixes = new ArrayList<>();
        for (Candidates candidates : all) {
            if (!candidates.argument().equals("kernel") || kernelIsArgument) {
                candidates
                        .values()
                        .mapToObj(value -> solution(candidates, value, columns, rows))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(fixes::add);
            }
        }
        return fixes;
    }

    /** The value of an argument as a fix, if it fits in both directions. */
    private Optional<Fix> solution(Candidates candidates, int value, Axis columns, Axis rows) {
        Axis width = candidates.change().to(value).apply(columns);
        Axis height = candidates.change().to(value).apply(rows);
        if (!width.fits(rounding) || !height.fits(rounding)) {
            return Optional.empty();
        }
        String text =
                candidates.argument().equals("kernel") ? Pair.square(value).toString() : Integer.toString(value);
        return Optional.of(site.arguments()
                .fix(candidates.argument(), text, "gives " + width.windows(rounding) + "x" + height.windows(rounding)));
    }

    /** The values nearest to one, smaller first; not the value itself. */
    private static IntStream nearest(int value) {
        return IntStream.rangeClosed(1, MOST_CANDIDATES)
                .flatMap(distance -> IntStream.of(value - distance, value + distance))
                .filter(near -> near >= 1);
    }

    /** More padding than now; as much as the kernel reaches makes windows that see nothing else. */
    private static IntStream pads(int now, Axis columns, Axis rows) {
        long below = Math.min(columns.reach(), rows.reach());
        return IntStream.rangeClosed(1, MOST_CANDIDATES)
                .map(more -> now + more)
                .takeWhile(value -> value > 0 && value < below);
    }

    private static IntStream descending(int before) {
        return IntStream.rangeClosed(1, MOST_CANDIDATES)
                .map(less -> before - less)
                .filter(value -> value >= 1);
    }
}
