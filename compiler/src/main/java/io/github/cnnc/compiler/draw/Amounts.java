package io.github.cnnc.compiler.draw;

import io.github.cnnc.compiler.check.CheckedNetwork.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Large numbers as a slide shows them. */
final class Amounts {

    private Amounts() {}

    /** {@code 138,357,544 parameters, 15.5 billion MACs}; nothing of what there is none. */
    static String of(Totals totals) {
        List<String> amounts = new ArrayList<>();
        if (totals.parameters() > 0) {
            amounts.add(String.format(
                    Locale.ROOT, "%,d %s", totals.parameters(), totals.parameters() == 1 ? "parameter" : "parameters"));
        }
        if (totals.macs() > 0) {
            amounts.add(macs(totals.macs()));
        }
        return String.join(", ", amounts);
    }

    private static String macs(long macs) {
        if (macs >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%,.1f billion MACs", macs / 1e9);
        }
        if (macs >= 1_000_000) {
            return String.format(Locale.ROOT, "%.1f million MACs", macs / 1e6);
        }
        return String.format(Locale.ROOT, "%,d MACs", macs);
    }
}
