package io.github.cnnc.runtime.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Runs the Vector API's operations in turn, beside the program, until HotSpot has seen each of them at each width.
 *
 * <p>HotSpot compiles the methods of the API that all operators and widths share before it compiles a kernel. If it has seen one
 * operator or one width by then, it expects no other ("class_check"), and is wrong some times when the next one comes. C2 adds these
 * mistakes up over all calls it puts into a kernel, and past {@code PerMethodTrapLimit}, 100, expects nothing more: vectors become
 * objects, and the kernel takes twice as long (SqueezeNet on Java 17 13.4 instead of 6.4 ms, and 14 MB a call; LeNet-5 on Java 25, in
 * one JVM of five, 2 KB a call).
 *
 * <p>It goes on for some time because HotSpot counts nothing ("tier 2") while many methods wait for C2, as when a program starts.
 */
public final class VectorWarmUp {

    /** HotSpot begins to count after some 200 calls; an operator's method is called by each width. */
    private static final int FIRST_ROUNDS = 100;

    /** How often it goes on: for half a second in all. */
    private static final int REPETITIONS = 400;

    /** In ms. As short as can be: HotSpot may begin to count and compile what it has seen so far within a pause. */
    private static final int PAUSE = 1;

    private static final int ROUNDS = 5;

    /** The results, so that none can be left out. */
    private static volatile float result;

    private static int begun;

    private final List<VectorSpecies<Float>> species;
    private final CountDownLatch counted = new CountDownLatch(1);

    private VectorWarmUp(List<VectorSpecies<Float>> species) {
        this.species = species;
    }

    /**
     * Begins a warm-up, for the widths that have had none in this JVM.
     *
     * @param lanes the floats in a vector: 4, 8 or 16
     */
    public static synchronized VectorWarmUp begin(int... lanes) {
        List<VectorSpecies<Float>> species = new ArrayList<>();
        for (int width : lanes) {
            if ((begun & width) == 0) {
                begun |= width;
                species.add(VectorSpecies.of(float.class, VectorShape.forBitSize(width * Float.SIZE)));
            }
        }
        VectorWarmUp warmUp = new VectorWarmUp(species);
        if (species.isEmpty()) {
            warmUp.counted.countDown();
        } else {
            Thread thread = new Thread(warmUp::run, "cnnc-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
        return warmUp;
    }

    /** Waits until HotSpot has begun to count, or the thread is interrupted: kernels may run. */
    public void await() {
        try {
            counted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            run(FIRST_ROUNDS);
        } finally {
            counted.countDown();
        }
        try {
            for (int i = 0; i < REPETITIONS; i++) {
                Thread.sleep(PAUSE);
                run(ROUNDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(int rounds) {
        for (int i = 0; i < rounds; i++) {
            for (VectorSpecies<Float> each : species) {
                result = run(each);
            }
        }
    }

    private static float run(VectorSpecies<Float> species) {
        FloatVector one = FloatVector.broadcast(species, 1f);
        FloatVector two = FloatVector.broadcast(species, 2f);
        FloatVector v =
                one.add(two).sub(one).mul(two).div(two).max(one).min(two).fma(one, two);
        v = v.neg().abs().blend(one, v.lt(two));
        IntVector bits = v.viewAsIntegralLanes();
        return bits.add(bits.sub(bits).lanewise(VectorOperators.ASHR, 1).lanewise(VectorOperators.LSHL, 1))
                .viewAsFloatingLanes()
                .lane(0);
    }
}
