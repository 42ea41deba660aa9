package io.github.cnnc.runtime.generated;

import io.github.cnnc.runtime.Workspace;

/** A program that makes a thousand models, runs each on two threads, forgets it, and prints how many threads are left. */
final class ForgottenWorkspaces {

    /** 1 MB of weights, and as much in the arena and in each thread's scratch and sums. */
    private static final int FLOATS = 1 << 18;

    private static final int ROUNDS = 1_000;

    private ForgottenWorkspaces() {}

    public static void main(String[] arguments) throws InterruptedException {
        float[] in = new float[FakeModel.SIZE];
        float[] out = new float[FakeModel.SIZE];
        for (int i = 0; i < ROUNDS; i++) {
            FakeModel model = FakeModel.copying(FLOATS);
            Workspace workspace = model.newWorkspace(2);
            model.predict(in, out, workspace);
            if (i % 3 == 0) {
                model.predict(new float[][] {in}, new float[][] {out}, workspace);
            }
            if (i % 3 == 1) {
                workspace.close();
            }
        }
        System.out.println(ROUNDS + " rounds, " + threadsLeft() + " threads left");
    }

    private static long threadsLeft() throws InterruptedException {
        long left = threads();
        for (int i = 0; i < 100 && left > 0; i++) {
            System.gc();
            Thread.sleep(50);
            left = threads();
        }
        return left;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cnnc-worker"))
                .count();
    }
}
