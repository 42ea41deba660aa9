package io.github.cnnc.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cnnc.runtime.Workspace;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may compute in a workspace, how long its threads live, and what is left when something goes wrong. */
@Timeout(60)
class WorkspaceTest {

    private static final float[] IN = {1, 2, 3, 4};

    private final float[] out = new float[FakeModel.SIZE];

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cnnc-worker"))
                .collect(Collectors.toSet());
    }

    /** The threads that a workspace just made has. */
    private static Set<Thread> since(Set<Thread> before) {
        Set<Thread> now = workers();
        now.removeAll(before);
        return now;
    }

    private static void assertEnd(Set<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Thousands of threads, or more than 64 MB, would be left; in a JVM of its own, which has no more. */
    @Test
    void forgottenOnesLeaveNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgottenWorkspaces.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo("1000 rounds, 0 threads left" + System.lineSeparator());
    }

    @Test
    void threadsHoldNothingOfTheirCreator() {
        Set<Thread> before = workers();
        InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
        local.set(new Object());
        AtomicReference<Object> seen = new AtomicReference<>();
        FakeModel model = FakeModel.shared((in, to, arena, worker) -> {
            if (!worker.first()) {
                seen.set(local.get());
            }
        });
        try (Workspace workspace = model.newWorkspace(2)) {
            model.predict(IN, out, workspace);
            assertThat(seen.get()).isNull();
            assertThat(since(before))
                    .hasSize(1)
                    .allSatisfy(
                            thread -> assertThat(thread.getContextClassLoader()).isNull());
        } finally {
            local.remove();
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> before = workers();
        Workspace workspace = FakeModel.copying(1).newWorkspace(3);
        Set<Thread> threads = since(before);
        assertThat(threads).hasSize(2);
        workspace.close();
        workspace.close();
        assertEnd(threads);
    }

    /** In the worst moments too: just when a run begins, or its threads wake, or it ends. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void closingWhileARunBeginsHangsNobody(int threads) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FakeModel model = FakeModel.shared(FakeModel::copy);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        int trials = 0;
        for (; trials < 5_000 && System.nanoTime() < end; trials++) {
            Workspace workspace = model.newWorkspace(threads);
            CountDownLatch started = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                float[] result = new float[FakeModel.SIZE];
                started.countDown();
                try {
                    while (true) {
                        model.predict(IN, result, workspace);
                    }
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            caller.setDaemon(true);
            caller.start();
            started.await();
            long until = System.nanoTime() + random.nextInt(200_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            workspace.close();
            caller.join(10_000);
            assertThat(caller.isAlive()).as("seed %d, trial %d", seed, trials).isFalse();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessage("the workspace is closed");
        }
        assertThat(trials).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunThatHasBegunIsFinishedAfterClosing(int threads) throws InterruptedException {
        Set<Thread> before = workers();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        FakeModel model = FakeModel.shared((in, to, arena, worker) -> {
            begun.countDown();
            await(closed);
            FakeModel.copy(in, to, arena, worker);
        });
        Workspace workspace = model.newWorkspace(threads);
        Set<Thread> team = since(before);
        Thread caller = new Thread(() -> model.predict(IN, out, workspace));
        caller.start();
        begun.await();
        workspace.close();
        closed.countDown();
        caller.join();
        assertThat(out).isEqualTo(IN);
        assertEnd(team);
        assertThatIllegalStateException()
                .isThrownBy(() -> model.predict(IN, out, workspace))
                .withMessage("the workspace is closed");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void aClosedOneRefusesEveryRun(int threads, boolean alone) {
        FakeModel model = alone ? FakeModel.alone(FakeModel::copy) : FakeModel.shared(FakeModel::copy);
        Workspace workspace = model.newWorkspace(threads);
        model.predict(IN, out, workspace);
        workspace.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> model.predict(IN, out, workspace))
                .withMessage("the workspace is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> model.predict(new float[][] {IN}, new float[][] {out}, workspace))
                .withMessage("the workspace is closed");
        assertThatIllegalStateException().isThrownBy(() -> StepTimings.record(workspace, new long[3]));
        assertThat(out).isEqualTo(IN);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void aSecondThreadIsRefusedWhileTheFirstIsIn(int threads, boolean alone) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        FakeModel.Kernel kernel = (in, to, arena, worker) -> {
            begun.countDown();
            await(refused);
            FakeModel.copy(in, to, arena, worker);
        };
        FakeModel model = alone ? FakeModel.alone(kernel) : FakeModel.shared(kernel);
        try (Workspace workspace = model.newWorkspace(threads)) {
            float[] first = new float[FakeModel.SIZE];
            Thread caller = new Thread(() -> model.predict(new float[][] {IN}, new float[][] {first}, workspace));
            caller.start();
            begun.await();
            try {
                assertThatIllegalStateException()
                        .isThrownBy(() -> model.predict(IN, out, workspace))
                        .withMessageStartingWith("the workspace is in use by another thread");
                assertThatIllegalStateException()
                        .isThrownBy(() -> model.predict(new float[][] {IN}, new float[][] {out}, workspace));
            } finally {
                refused.countDown();
            }
            caller.join();
            assertThat(first).isEqualTo(IN);
            assertThat(out).containsOnly(0);
            model.predict(IN, out, workspace);
            assertThat(out).isEqualTo(IN);
        }
    }

    @Test
    void anInterruptedIdleThreadSleepsOn() throws InterruptedException {
        Set<Thread> before = workers();
        FakeModel model = FakeModel.shared(FakeModel::copy);
        try (Workspace workspace = model.newWorkspace(2)) {
            model.predict(IN, out, workspace);
            Thread worker = since(before).iterator().next();
            Thread.sleep(50);
            worker.interrupt();
            Thread.sleep(50);
            var bean = ManagementFactory.getThreadMXBean();
            long used = bean.getThreadCpuTime(worker.getId());
            Thread.sleep(300);
            assertThat(bean.getThreadCpuTime(worker.getId()) - used).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
            model.predict(new float[] {5, 6, 7, 8}, out, workspace);
            assertThat(out).containsExactly(5, 6, 7, 8);
        }
    }

    @Test
    void anInterruptedCallerIsServedAndStaysInterrupted() {
        FakeModel model = FakeModel.shared(FakeModel::copy);
        try (Workspace workspace = model.newWorkspace(2)) {
            Thread.currentThread().interrupt();
            model.predict(IN, out, workspace);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(out).isEqualTo(IN);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailedOnceSaysWhyTheSecondTime(boolean caller) throws InterruptedException {
        Set<Thread> before = workers();
        StackOverflowError reason = new StackOverflowError();
        FakeModel model = FakeModel.shared((in, to, arena, worker) -> {
            if (worker.first() == caller) {
                throw reason;
            }
        });
        Workspace workspace = model.newWorkspace(3);
        Set<Thread> threads = since(before);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.predict(IN, out, workspace))
                .matches(e -> e == reason || e.getCause() == reason, "has the reason");
        assertThat(Thread.interrupted()).isTrue();
        // Nobody writes into the caller's arrays any more.
        assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> model.predict(IN, out, workspace))
                    .withMessageContaining("an earlier run in this workspace failed")
                    .withCause(reason);
        }
        workspace.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> model.predict(IN, out, workspace))
                .withMessage("the workspace is closed");
    }

    /** A run of one thread leaves nothing behind that the next one reads. */
    @Test
    void aFailureOfOneThreadIsNoneOfTheNextRun() {
        List<float[]> arenas = new ArrayList<>();
        FakeModel model = FakeModel.alone((in, to, arena, worker) -> {
            arenas.add(arena);
            if (in[0] < 0) {
                throw new StackOverflowError();
            }
            FakeModel.copy(in, to, arena, worker);
        });
        assertThat(model.predict(IN)).isEqualTo(IN);
        assertThatThrownBy(() -> model.predict(new float[] {-1, 0, 0, 0})).isInstanceOf(StackOverflowError.class);
        assertThatIllegalArgumentException().isThrownBy(() -> model.predict(new float[1]));
        assertThat(model.predict(IN)).isEqualTo(IN);
        assertThat(Stream.of(arenas.toArray()).distinct()).hasSize(1);

        try (Workspace workspace = model.newWorkspace(1)) {
            assertThatThrownBy(() -> model.predict(new float[] {-1, 0, 0, 0}, out, workspace))
                    .isInstanceOf(StackOverflowError.class);
            model.predict(IN, out, workspace);
            assertThat(out).isEqualTo(IN);
        }
    }

    @Test
    void batchesAreDivided() {
        FakeModel model = FakeModel.shared(FakeModel::copy);
        for (int threads = 1; threads <= 3; threads++) {
            try (Workspace workspace = model.newWorkspace(threads)) {
                float[][] ins = new float[7][];
                for (int i = 0; i < ins.length; i++) {
                    ins[i] = new float[] {i, i, i, i};
                }
                float[][] outs = new float[ins.length][FakeModel.SIZE];
                model.predict(ins, outs, workspace);
                assertThat(outs).isDeepEqualTo(ins);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
