package io.github.cnnc.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An array of weights that an operation's kernel is given. */
public record Weight(Role role, Param param) {

    /** What the numbers are for, and what a kernel calls their array. */
    public enum Role {
        /** A filter or row of a matrix for each output channel. */
        WEIGHT("weight"),
        /** A number that is added, for each output channel. */
        BIAS("bias"),
        /** A factor for each channel. */
        SCALE("scale"),
        /** What is added after the scale, for each channel. */
        SHIFT("shift"),
        /** PReLU's, for each channel. */
        SLOPE("slope");

        private final String array;

        Role(String array) {
            this.array = array;
        }

        /** The array's name in generated code. */
        public String array() {
            return array;
        }
    }

    /** Those of an activation. */
    static List<Weight> of(Activation activation) {
        return activation
                .slope()
                .map(slope -> List.of(new Weight(Role.SLOPE, slope)))
                .orElse(List.of());
    }

    /** Those of an operation with weights and a bias. */
    static List<Weight> of(Param weight, Optional<Param> bias, Activation activation) {
        List<Weight> all = new ArrayList<>();
        all.add(new Weight(Role.WEIGHT, weight));
        bias.ifPresent(param -> all.add(new Weight(Role.BIAS, param)));
        all.addAll(of(activation));
        return List.copyOf(all);
    }

    /** Those of a scale and a shift. */
    static List<Weight> of(Param scale, Param shift, Activation activation) {
        List<Weight> all = new ArrayList<>();
        all.add(new Weight(Role.SCALE, scale));
        all.add(new Weight(Role.SHIFT, shift));
        all.addAll(of(activation));
        return List.copyOf(all);
    }
}
