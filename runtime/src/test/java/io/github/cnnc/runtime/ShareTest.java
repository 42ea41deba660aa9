package io.github.cnnc.runtime;

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
                    for (int pass = 0; pass < share.passes(rows, tiles); pass++) {
                        for (int u = share.from(rows, tiles, pass); u < share.to(rows, tiles, pass); u++) {
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

    /** A thread has a piece more than its part of all, or a sixteenth more. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 16, 64})
    void noThreadHasMuchMoreThanAnother(int threads) {
        for (int rows = 1; rows <= MOST; rows++) {
            for (int tiles = 1; tiles <= 9; tiles++) {
                for (int thread = 0; thread < threads; thread++) {
                    Share share = new Share(thread, threads);
                    int pieces = 0;
                    for (int pass = 0; pass < share.passes(rows, tiles); pass++) {
                        pieces += share.to(rows, tiles, pass) - share.from(rows, tiles, pass);
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
            assertEquals(8, share.passes(rows, 8));
            for (int pass = 0; pass < 8; pass++) {
                assertEquals(share.from(rows), share.from(rows, 8, pass) - pass * rows);
                assertEquals(share.to(rows), share.to(rows, 8, pass) - pass * rows);
            }
        }
    }
}
