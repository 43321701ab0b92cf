package org.openmfs.controller.worlds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What is drawn from a seed. */
final class Chance {
    private static final int WHOLE = 100;

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L);
    }

    boolean percent(int share) {
        return random.nextInt(WHOLE) < share;
    }

    /** Both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration seconds(double least, double most) {
        return Duration.ofMillis(random.nextLong((long) (least * 1000), (long) (most * 1000) + 1));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Each of them with this share. */
    <T> List<T> some(List<T> of, int share) {
        return of.stream().filter(one -> percent(share)).toList();
    }

    <T> List<T> shuffled(List<T> of) {
        List<T> all = new ArrayList<>(of);
        for (int at = all.size() - 1; at > 0; at--) {
            T other = all.set(random.nextInt(at + 1), all.get(at));
            all.set(at, other);
        }
        return all;
    }
}
