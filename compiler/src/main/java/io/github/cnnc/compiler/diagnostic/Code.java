package io.github.cnnc.compiler.diagnostic;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of mistakes. A code never changes its meaning; its explanation, with a wrong and a right example, is the
 * resource {@code explain/CNNxxx.md} beside this class.
 */
public enum Code {
    /** The text does not follow the grammar. */
    CNN001("syntax error"),
    /** A character, string or number that cannot be read. */
    CNN002("unreadable text"),
    /** A source file that cannot be read. */
    CNN003("unreadable file"),
    /** Layers or program text as another notation writes them. */
    CNN004("another notation"),

    /** A statement that may stand once stands twice. */
    CNN010("statement given twice"),
    /** No {@code layers}. */
    CNN011("no layers"),
    /** No {@code input}. */
    CNN012("no input"),
    /** A name that nothing defines. */
    CNN013("unknown name"),
    /** A layer or block that does not exist. */
    CNN014("unknown layer"),
    /** A block that uses itself, a let that needs its own value, a file that uses itself. */
    CNN015("defined by itself"),
    /** Two things of one name. */
    CNN016("name taken"),
    /** A parameter without a value. */
    CNN017("parameter missing"),
    /** A value for a parameter that does not exist. */
    CNN018("unknown parameter"),
    /** A layer that cnnc does not have. */
    CNN019("no such layer in cnnc"),

    /** An argument that the layer does not have. */
    CNN020("unknown argument"),
    /** An argument that the layer needs. */
    CNN021("argument missing"),
    /** An argument given twice, or too many. */
    CNN022("too many arguments"),
    /** A value of the wrong type. */
    CNN023("wrong type"),
    /** A value outside what the argument takes. */
    CNN024("value out of range"),
    /** A number that should be whole. */
    CNN025("not a whole number"),
    /** A division by zero or another operation that has no result. */
    CNN026("no such value"),
    /** An option of a statement that does not exist or does not go with the others. */
    CNN027("option does not fit"),

    /** A kernel larger than the padded volume. */
    CNN030("kernel larger than the volume"),
    /** A stride that does not divide. */
    CNN031("stride does not fit"),
    /** A number of groups that does not divide the depth or the filters. */
    CNN032("groups do not divide"),
    /** Padding that is more than the volume or the window allows, or a crop that leaves nothing. */
    CNN033("padding or crop too large"),
    /** Branches whose volumes do not go together. */
    CNN034("branches differ"),

    /** A list whose length is not the count of its stage. */
    CNN040("list does not match its stage"),
    /** A list where one value is needed, outside any stage. */
    CNN041("list outside a stage"),
    /** A repeat count that is none. */
    CNN042("bad repeat count"),

    /** Another number of parameters than expected. */
    CNN050("parameters differ"),
    /** Another output than expected. */
    CNN051("output differs"),
    /** Another number of multiply-accumulates than expected. */
    CNN052("MACs differ"),
    /** Another amount of memory than expected. */
    CNN053("memory differs"),
    /** Another number of labels than classes. */
    CNN054("labels differ"),
    /** A labels file that cannot be read. */
    CNN055("labels unreadable"),

    /** Too many layers. */
    CNN060("too many layers"),
    /** Too deeply nested. */
    CNN061("nested too deeply"),
    /** A volume or count that is too large. */
    CNN062("too large"),
    /** A source that is too long. */
    CNN063("source too long"),
    /** A network that is too large for what was asked. */
    CNN064("too large to generate"),

    /** A ReLU right before SOFTMAX. */
    CNN101("ReLU before SOFTMAX"),
    /** A bias that batch normalisation takes away again. */
    CNN102("bias before BN"),
    /** An even kernel with {@code same}. */
    CNN103("even kernel with same"),
    /** A window over a volume of one pixel. */
    CNN104("a window over one pixel"),
    /** More repetitions than the lecture's pattern has. */
    CNN105("more than the lecture's pattern"),
    /** One fully connected layer with most of the parameters. */
    CNN106("one FC has most parameters"),
    /** An input whose first size looks like channels. */
    CNN107("channels first"),
    /** A product where a size is taken: {@code 3*3} for {@code 3x3}. */
    CNN108("product for a size"),
    /** A {@code SOFTMAX(n)} that n scores enter already. */
    CNN109("two classifiers in a row"),
    /** A softmax over one value. */
    CNN110("softmax over one value"),
    /** An {@code expect} of the network as written, which is compiled with other values. */
    CNN111("expected of the file's own network");

    private final String title;

    Code(String title) {
        this.title = title;
    }

    /** A few words for what is wrong. */
    public String title() {
        return title;
    }

    /** Whether diagnostics of this code stop compilation; those from CNN100 on are warnings, and do not. */
    public Severity severity() {
        return name().startsWith("CNN1") ? Severity.WARNING : Severity.ERROR;
    }

    /** Whether this warns that the text most likely means something else than it says, so that every figure would be wrong. */
    public boolean isMisreading() {
        return switch (this) {
            case CNN107, CNN108, CNN109, CNN110 -> true;
            default -> false;
        };
    }

    /** The code of this name, in any case. */
    public static Optional<Code> named(String name) {
        for (Code code : values()) {
            if (code.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
