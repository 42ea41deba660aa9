package io.github.cnnc.compiler.layer;

import io.github.cnnc.runtime.Volume;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where branches come together.
 *
 * @param inputs the volumes that enter, in order
 */
public record Join(How how, List<Volume> inputs, Volume output) implements Layer {

    private static final int MOST_TERMS = 16;

    /** How branches come together. */
    public enum How {
        /** Element-wise sum. */
        ADD("+"),
        /** One after the other along depth. */
        CONCAT("|"),
        /** Element-wise product; a 1x1xD volume is broadcast. */
        MULTIPLY("&");

        private final String symbol;

        How(String symbol) {
            this.symbol = symbol;
        }
    }

    public Join {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String kind() {
        return how.name();
    }

    @Override
    public String text() {
        return "{ " + how.symbol + " } of " + inputs.size();
    }

    @Override
    public String volumeFormula() {
        // A thousand branches are not written out in a line.
        return how != How.CONCAT || inputs.size() == 1 || inputs.size() > MOST_TERMS
                ? ""
                : "depth "
                        + inputs.stream().map(v -> Integer.toString(v.depth())).collect(Collectors.joining(" + "))
                        + " = " + output.depth();
    }

    @Override
    public double[] evaluate(List<double[]> values, List<double[]> tensors) {
        double[] out = new double[output.size()];
        int at = 0;
        int plane = output.width() * output.height();
        for (int branch = 0; branch < values.size(); branch++) {
            double[] value = values.get(branch);
            if (how == How.CONCAT) {
                System.arraycopy(value, 0, out, at, value.length);
                at += value.length;
                continue;
            }
            boolean broadcast = value.length != out.length;
            for (int i = 0; i < out.length; i++) {
                double x = value[broadcast ? i / plane : i];
                out[i] = branch == 0 ? x : how == How.ADD ? out[i] + x : out[i] * x;
            }
        }
        return out;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
