package io.github.cnnc.benchmarks.kernel;

import io.github.cnnc.compiler.Cnnc;
import io.github.cnnc.compiler.Compilation;
import io.github.cnnc.compiler.Options;

/** A layer that is timed by itself, in the sizes that the benchmarked networks have. */
public enum Kernel {
    CONV_3X3_64_AT_224("CONV(64, 3x3, pad=1)", "224x224x64"),
    CONV_3X3_256_AT_56("CONV(256, 3x3, pad=1)", "56x56x256"),
    CONV_3X3_512_AT_14("CONV(512, 3x3, pad=1)", "14x14x512"),
    CONV_1X1_256_AT_28("CONV(256, 1x1)", "28x28x256"),
    CONV_7X7_STRIDE_2_FROM_3("CONV(64, 7x7, stride=2, pad=3, round=floor)", "224x224x3"),
    CONV_5X5_FROM_1("CONV(6, 5x5, pad=2)", "28x28x1"),
    DEPTHWISE_3X3_512_AT_14("CONV(512, 3x3, pad=1, groups=512)", "14x14x512"),
    FC_4096_TO_4096("FC(4096)", "1x1x4096"),
    MAX_POOL_2X2_64_AT_224("POOL(2x2)", "224x224x64"),
    MAX_POOL_3X3_STRIDE_2_64_AT_112("POOL(3x3, stride=2, pad=1, round=floor)", "112x112x64"),
    GLOBAL_AVERAGE_512_AT_7("GAP", "7x7x512"),
    SOFTMAX_1000("SOFTMAX", "1x1x1000");

    private final String formula;
    private final String input;

    Kernel(String formula, String input) {
        this.formula = formula;
        this.input = input;
    }

    /** The layer and what enters it. */
    String text() {
        return formula + " of " + input;
    }

    /** The network of this layer alone. */
    Compilation compile() {
        return Cnnc.compile(formula, Options.NONE.input(input));
    }
}
