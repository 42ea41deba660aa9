package io.github.cnnc.compiler.fuzz;

import java.util.List;
import java.util.Random;

/** The texts of the fuzzer for other tests. */
public final class RandomTexts {

    private RandomTexts() {}

    /** A text; many follow the grammar, many do not. */
    public static String next(Random random, List<String> seeds) {
        return new Mutator(random, seeds).next();
    }

    /** The samples' texts, the bad ones too. */
    public static List<String> seeds() {
        return FuzzTest.seeds();
    }
}
