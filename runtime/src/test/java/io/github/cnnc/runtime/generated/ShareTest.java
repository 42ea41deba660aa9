package io.github.cnnc.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How pieces of work are divided among threads. */
class ShareTest {

    private static final int MOST = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16, 64})
    void everyPieceIsDoneOnce(int threads) {
        for (int rows = 1; rows <= MOST; rows++) {
            for (int tiles = 1; tiles <= 9; tiles++) {
                int[] done = new int[rows * tiles];
                for (int thread = 0; thread < threads; thread++) {
                    Share share = new Share(thread, threads);
                    for (int pass = 0; pass < share.passes(rows, 1, tiles, 1); pass++) {
                        for (int u = share.begin(rows, 1, tiles, 1, pass);
                                u < share.end(rows, 1, tiles, 1, pass);
                                u++) {
                            done[u]++;
                        }
                    }
                }
                int[] once = new int[rows * tiles];
                Arrays.fill(once, 1);
                assertArrayEquals(once, done, rows + " rows, " + tiles + " tiles");
            }
        }
    }

    /** The last of every run of rows, and of every run of tiles, is of the thread that has the one before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16})
    void oneThreadHasWhatOverlaps(int threads) {
        for (int rows = 1; rows <= 14; rows++) {
            for (int tiles = 1; tiles <= 9; tiles++) {
                for (int rowRun = 1; rowRun <= rows; rowRun++) {
                    for (int tileRun = 1; tileRun <= tiles; tileRun++) {
                        if (rows % rowRun == 0 && tiles % tileRun == 0) {
                            overlapsInOneThread(rows, rowRun, tiles, tileRun, threads);
                        }
                    }
                }
            }
        }
    }

    private static void overlapsInOneThread(int rows, int rowRun, int tiles, int tileRun, int threads) {
        int[] owner = new int[rows * tiles];
        Arrays.fill(owner, -1);
        for (int thread = 0; thread < threads; thread++) {
            Share share = new Share(thread, threads);
            for (int pass = 0; pass < share.passes(rows, rowRun, tiles, tileRun); pass++) {
                int to = share.end(rows, rowRun, tiles, tileRun, pass);
                for (int u = share.begin(rows, rowRun, tiles, tileRun, pass); u < to; u++) {
                    assertEquals(-1, owner[u]);
                    owner[u] = thread;
                }
            }
        }
        String what = rows + " rows in runs of " + rowRun + ", " + tiles + " tiles in runs of " + tileRun;
        for (int u = 0; u < owner.length; u++) {
            int row = u % rows;
            int tile = u / rows;
            assertTrue(owner[u] >= 0, what);
            if (rowRun > 1 && row % rowRun == rowRun - 1) {
                assertEquals(owner[u - 1], owner[u], what);
            }
            if (tileRun > 1 && tile % tileRun == tileRun - 1) {
                assertEquals(owner[u - rows], owner[u], what);
            }
        }
    }

    /** A thread has a piece more than its part of all, or a sixteenth more. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 16, 64})
    void noThreadHasMuchMoreThanAnother(int threads) {
        for (int rows = 1; rows <= MOST; rows++) {
            for (int tiles = 1; tiles <= 9; tiles++) {
                for (int thread = 0; thread < threads; thread++) {
                    Share share = new Share(thread, threads);
                    int pieces = 0;
                    for (int pass = 0; pass < share.passes(rows, 1, tiles, 1); pass++) {
                        pieces += share.end(rows, 1, tiles, 1, pass) - share.begin(rows, 1, tiles, 1, pass);
                    }
                    double fair = (double) rows * tiles / threads;
                    assertTrue(pieces < fair + 1 || pieces <= fair * 17 / 16, rows + " rows, " + tiles + " tiles");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void aThreadHasTheSameRowsOfEveryTile(int threads) {
        int rows = 14;
        for (int thread = 0; thread < threads; thread++) {
            Share share = new Share(thread, threads);
            assertEquals(8, share.passes(rows, 1, 8, 1));
            for (int pass = 0; pass < 8; pass++) {
                assertEquals(share.begin(rows, 1), share.begin(rows, 1, 8, 1, pass) - pass * rows);
                assertEquals(share.end(rows, 1), share.end(rows, 1, 8, 1, pass) - pass * rows);
            }
        }
    }
}
