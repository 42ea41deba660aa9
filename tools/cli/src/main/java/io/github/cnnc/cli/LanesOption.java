package io.github.cnnc.cli;

import io.github.cnnc.compiler.machine.Target;
import io.github.cnnc.runtime.generated.Simd;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --lanes}: how wide vectors may be. */
final class LanesOption {

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description =
                    "Floats in the widest vector: 16, 8, 4, or 1 for plain Java; what this machine has if not given.")
    private Optional<Integer> lanes = Optional.empty();

    /** What was given, or what this JVM has. */
    int known() {
        lanes.ifPresent(given -> {
            if (Arrays.stream(Target.widths()).noneMatch(width -> width == given)) {
                throw new UserError("--lanes needs 16, 8, 4 or 1, not " + given);
            }
        });
        return lanes.orElse(Simd.vectorWidth());
    }

    /** Says how to have vectors, where nobody said that plain Java is wanted. */
    void advise(Terminal terminal) {
        if (lanes.isEmpty()) {
            VectorModule.advise(terminal);
        }
    }

    /** The same, of what can run here. */
    int runnable() {
        if (known() > Simd.vectorWidth()) {
            throw new UserError("--lanes " + known() + ": here vectors have "
                    + (Simd.vectorWidth() == 1
                            ? "1 float: Java runs without " + VectorModule.FLAG
                            : "up to " + Simd.vectorWidth() + " floats"));
        }
        return known();
    }
}
