package org.openmfs.controller.worlds;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Many worlds, as many at a time as there are processors. */
public final class Worlds {
    private Worlds() {}

    /** How so many went: what was done to them, and of which seeds something went wrong, with the story. */
    record Outcome(Map<Fault, Long> faults, Map<Long, Story> wrong) {}

    static Outcome run(long first, long last) throws InterruptedException {
        Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        Map<Long, Story> wrong = new ConcurrentSkipListMap<>();
        AtomicLong next = new AtomicLong(first);
        List<Thread> threads = new ArrayList<>();
        for (int at = 0; at < Runtime.getRuntime().availableProcessors(); at++) {
            threads.add(Thread.startVirtualThread(() -> {
                for (long seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
                    Story story = story(seed);
                    synchronized (faults) {
                        story.faults().forEach((kind, times) -> faults.merge(kind, times, Long::sum));
                    }
                    if (!story.wrong().isEmpty()) {
                        wrong.put(seed, story);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Outcome(faults, wrong);
    }

    /** The first world, of a likely one and then so many, in which something goes wrong, and what; empty if nothing does. */
    public static String firstWrong(long likely, long mostSeeds) {
        return LongStream.concat(LongStream.of(likely), LongStream.rangeClosed(1, mostSeeds))
                .mapToObj(seed -> story(seed).wrong().stream().map(what -> "-Dmfs.seed=" + seed + ": " + what))
                .flatMap(wrong -> wrong.limit(1))
                .findFirst()
                .orElse("");
    }

    private static Story story(long seed) {
        WorldRun world = new WorldRun(seed);
        try {
            return world.run();
        } catch (RuntimeException | Error broken) {
            return world.broken(broken);
        }
    }
}
