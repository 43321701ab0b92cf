package org.openmfs.agent.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** {@code ./mfs simulate --seeds N}: many runs full of faults, what was done to them, and what went wrong. */
public final class SimulateMain {
    private static final String USAGE = """
            usage: ./mfs simulate [--seeds N | --seed S]
              --seeds N  runs 1 to N (default 1000); each is the same whenever it is run
              --seed S   run S alone""";
    private static final int USUAL = 1_000;
    private static final int SHOWN = 20;
    private static final int WRONG_USE = 2;

    /** How so many runs went. */
    record Outcome(long seeds, Map<Injection, Long> injections, List<String> violations) {
        private long of(Harm harm) {
            return violations.stream()
                    .filter(one -> one.contains(": " + harm + ": "))
                    .count();
        }

        String lastLine() {
            return "simulate: " + seeds + " seeds, " + of(Harm.MISMATCHED) + " mismatched, " + of(Harm.USED_TWICE)
                    + " used twice, " + of(Harm.LOST) + " lost, " + of(Harm.PAST_AGE) + " past age, "
                    + of(Harm.FORBIDDEN) + " forbidden";
        }
    }

    private SimulateMain() {}

    /** Runs, prints, and ends with 0 only where nothing went wrong. */
    public static void main(String[] words) {
        LongStream seeds = seeds(List.of(words));
        if (!List.of(words).contains("--seed")) {
            System.setProperty("logback.configurationFile", "org/openmfs/agent/sim/silent.xml");
        }
        Outcome outcome = run(seeds);
        outcome.injections()
                .forEach((kind, times) -> System.out.println(
                        kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + times));
        outcome.violations().stream().limit(SHOWN).forEach(System.out::println);
        System.out.println(outcome.lastLine());
        System.exit(outcome.violations().isEmpty() ? 0 : 1);
    }

    private static LongStream seeds(List<String> words) {
        if (words.contains("--help")) {
            System.out.println(USAGE);
            System.exit(0);
        }
        if (words.isEmpty()) {
            return LongStream.rangeClosed(1, USUAL);
        }
        if (words.size() == 2 && words.getLast().matches("[1-9][0-9]{0,8}")) {
            long number = Long.parseLong(words.getLast());
            switch (words.getFirst()) {
                case "--seeds" -> {
                    return LongStream.rangeClosed(1, number);
                }
                case "--seed" -> {
                    return LongStream.of(number);
                }
                default -> {}
            }
        }
        System.err.println("simulate: expected --seeds or --seed with a number from 1\n" + USAGE);
        System.exit(WRONG_USE);
        return LongStream.empty();
    }

    static Outcome run(LongStream seeds) {
        return seeds.parallel()
                .mapToObj(SimulateMain::run)
                .reduce(SimulateMain::both)
                .orElseThrow();
    }

    /** The first run, of a likely one and then so many, in which something goes wrong, and what; empty if nothing does. */
    public static String firstViolation(long likely, long mostSeeds) {
        return LongStream.concat(LongStream.of(likely), LongStream.rangeClosed(1, mostSeeds))
                .mapToObj(SimulateMain::wrong)
                .filter(wrong -> !wrong.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String wrong(long seed) {
        try {
            return run(seed).violations().stream().findFirst().orElse("");
        } catch (RuntimeException | Error broke) {
            return "-Dmfs.seed=" + seed + ": " + broke;
        }
    }

    private static Outcome run(long seed) {
        FaultyRun run = new FaultyRun(seed);
        List<String> violations = run.violations().stream()
                .map(what -> "-Dmfs.seed=" + seed + ": " + what)
                .toList();
        return new Outcome(1, run.injections(), violations);
    }

    private static Outcome both(Outcome one, Outcome other) {
        Map<Injection, Long> all = new EnumMap<>(Injection.class);
        all.putAll(one.injections());
        other.injections().forEach((kind, times) -> all.merge(kind, times, Long::sum));
        List<String> violations = java.util.stream.Stream.concat(one.violations().stream(), other.violations().stream())
                .toList();
        return new Outcome(one.seeds() + other.seeds(), all, violations);
    }
}
