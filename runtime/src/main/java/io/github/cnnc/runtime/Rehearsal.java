package io.github.cnnc.runtime;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Runs the Vector API's operations in turn, until HotSpot has counted calls of each.
 *
 * <p>Before it compiles a kernel, HotSpot compiles the methods of the API behind it, which all operators share. If it has seen one
 * operator by then, it expects no other ("class_check"), and is wrong some dozens of times when the next one comes. C2 on Java 17
 * adds these mistakes up over all calls it puts into a kernel, and past {@code PerMethodTrapLimit}, 100, expects nothing more:
 * vectors become objects, and the kernel takes twice as long (SqueezeNet 13.4 instead of 6.4 ms, and 14 MB a call). Java 25 has
 * no such limit in its way.
 */
public final class Rehearsal {

    /** HotSpot counts after some 200 calls; the whole takes 25 ms, most of it to load classes that kernels need as well. */
    private static final int ROUNDS = 400;

    /** The first version of Java that needs none. */
    private static final int UNNEEDED = 25;

    /** The results, so that none can be left out. */
    private static volatile float result;

    private static int done;

    private Rehearsal() {}

    /** Called by kernels for vectors of so many floats, 4, 8 or 16, before they run; does something once for each width in a JVM. */
    public static synchronized void with(int lanes) {
        if (Runtime.version().feature() < UNNEEDED && (done & lanes) == 0) {
            done |= lanes;
            run(VectorSpecies.of(float.class, VectorShape.forBitSize(lanes * Float.SIZE)));
        }
    }

    private static void run(VectorSpecies<Float> species) {
        FloatVector one = FloatVector.broadcast(species, 1f);
        FloatVector two = FloatVector.broadcast(species, 2f);
        FloatVector v = one;
        for (int i = 0; i < ROUNDS; i++) {
            v = v.add(two).sub(one).mul(two).div(two).max(one).min(two);
            v = v.neg().abs().blend(one, v.lt(two));
            IntVector bits = v.viewAsIntegralLanes();
            v = bits.add(bits.sub(bits).lanewise(VectorOperators.ASHR, 1).lanewise(VectorOperators.LSHL, 1))
                    .viewAsFloatingLanes();
        }
        result = v.lane(0);
    }
}
