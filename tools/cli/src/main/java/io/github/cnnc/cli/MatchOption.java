package io.github.cnnc.cli;

import io.github.cnnc.runtime.TensorSpec;
import io.github.cnnc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --match}, and the reading of weights, which depends on it. */
final class MatchOption {

    @Option(
            names = "--match",
            paramLabel = "HOW",
            description =
                    "Find tensors by ${COMPLETION-CANDIDATES}; name if not given. By order, names may be any and all"
                            + " shapes must agree; @|italic cnnc weights|@ shows the pairs.")
    private MatchBy by = MatchBy.NAME;

    /** Throws a {@link UserError} where an order is asked for and there is no file to have one. */
    void requireFile(boolean given) {
        if (byOrder() && !given) {
            throw new UserError("--match order goes with a weights file, and there is none");
        }
    }

    /** Whether names count for nothing. */
    boolean byOrder() {
        return by == MatchBy.ORDER;
    }

    /** Reads safetensors, or a folder of .npy, and gives the tensors the names of the network. */
    Weights matched(Path path, List<TensorSpec> needed, Terminal terminal) throws IOException {
        Weights weights = read(path, terminal);
        return byOrder() ? weights.renamed(weights.pairedByOrder(needed)) : weights;
    }

    /** Reads safetensors, or a folder of .npy, and says what is left out. */
    static Weights read(Path path, Terminal terminal) throws IOException {
        if (!Files.exists(path)) {
            throw new UserError("there is no weights file " + path);
        }
        Weights weights = Files.isDirectory(path) ? Weights.readNpy(path) : Weights.read(path);
        for (String tensor : weights.leftOut()) {
            terminal.note(path + ": " + tensor + " is left out: layers have no integers");
        }
        return weights;
    }
}
