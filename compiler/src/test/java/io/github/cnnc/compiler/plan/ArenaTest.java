package io.github.cnnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cnnc.compiler.layout.BufferView.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaTest {

    private static Storage storage(long floats, int first, int last) {
        Storage storage = new Storage(Buffer.ARENA, floats);
        storage.touch(first);
        storage.touch(last);
        return storage;
    }

    @Test
    void storagesThatAreLiveTogetherDoNotOverlap() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Storage> storages = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                int first = random.nextInt(20);
                storages.add(storage(1 + random.nextInt(50), first, first + random.nextInt(20 - first)));
            }
            int floats = Arena.assign(storages);
            assertThat((long) floats).as("seed " + seed).isGreaterThanOrEqualTo(Arena.liveLowerBound(storages, 20));
            for (Storage a : storages) {
                assertThat(a.offset + a.floats).as("seed " + seed).isLessThanOrEqualTo(floats);
                for (Storage b : storages) {
                    boolean together = a != b && a.first <= b.last && b.first <= a.last;
                    boolean overlap = a.offset < b.offset + b.floats && b.offset < a.offset + a.floats;
                    assertThat(together && overlap).as("seed " + seed).isFalse();
                }
            }
        }
    }

    @Test
    void aStorageGoesIntoTheSmallestGapItFits() {
        Storage low = storage(10, 0, 9);
        Storage wide = storage(8, 0, 3);
        Storage middle = storage(9, 0, 9);
        Storage narrow = storage(5, 0, 3);
        Storage last = storage(7, 0, 9);
        Storage late = storage(4, 4, 9);
        // Sorted by size: low 0-10, middle 10-19, wide 19-27, last 27-34, narrow 34-39; late fits where wide was and
        // after last.
        Arena.assign(List.of(low, wide, middle, narrow, last, late));
        assertThat(late.offset).isEqualTo(19);
    }
}
