package io.github.cnnc.compiler.elaborate;

import io.github.cnnc.compiler.diagnostic.Code;
import io.github.cnnc.compiler.diagnostic.Diagnostic;
import io.github.cnnc.compiler.diagnostic.Diagnostics;
import io.github.cnnc.compiler.syntax.Call;
import io.github.cnnc.compiler.syntax.Step;
import java.util.List;
import java.util.Locale;

/**
 * The lecture's pattern {@code [(CONV-ReLU)*N-POOL]*M-(FC-ReLU)*K} with its usual sizes: N up to 5, K up to 2
 * (Stanford's CS231n notes, "Layer Patterns").
 */
record LecturePattern(Diagnostics diagnostics) {

    private static final int MOST_N = 5;
    private static final int MOST_K = 2;

    /** Warns of a repeat of {@code (CONV-ReLU)} or {@code (FC-ReLU)} that goes past them. */
    void check(Step.Repeat repeat, int count, Env env) {
        boolean conv = isPair(repeat, "conv") && count > MOST_N;
        boolean dense = isPair(repeat, "fc") && count > MOST_K;
        if (conv || dense) {
            String name = conv ? "N" : "K";
            diagnostics.add(env.trailed(Diagnostic.of(
                    Code.CNN105,
                    name + " = " + count + " is more than the lecture's pattern has",
                    repeat.count().span(),
                    conv
                            ? "N is up to " + MOST_N + ": with no POOL in between the volume stays large"
                            : "K is up to " + MOST_K + ": fully connected layers hold most parameters")));
        }
    }

    private static boolean isPair(Step.Repeat repeat, String first) {
        if (!(repeat.body() instanceof Step.Group group) || repeat.stage()) {
            return false;
        }
        List<Step> steps = group.chain().steps();
        return steps.size() == 2
                && steps.get(0) instanceof Call one
                && steps.get(1) instanceof Call two
                && one.name().text().toLowerCase(Locale.ROOT).equals(first)
                && two.name().text().toLowerCase(Locale.ROOT).equals("relu");
    }
}
