package org.openmfs.testbed.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the demonstration shows: one line a check, and progress on everything that takes a while. */
final class Checks {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    private final PrintStream out;
    private final long begun = System.nanoTime();
    private final List<String> failed = new ArrayList<>();
    private int passed;

    Checks(PrintStream out) {
        this.out = out;
    }

    /** Something that may be true already or soon, or fail while the world is not ready. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    void section(String title) {
        out.printf("%n%4d s  %s%n", elapsed().toSeconds(), title);
    }

    /** A line that explains what is seen. */
    void note(String text) {
        out.println("        " + text);
    }

    void check(String claim, boolean holds) {
        if (holds) {
            passed++;
        } else {
            failed.add(claim);
        }
        out.printf("  %s %2d %s%n", holds ? "ok  " : "FAIL", passed + failed.size(), claim);
    }

    /** Checks that the condition comes to hold within the limit. */
    void await(String claim, Duration limit, Condition condition) throws InterruptedException {
        check(claim, comes(claim, limit, condition));
    }

    /** Waits without counting; false when the limit has passed. */
    boolean comes(String what, Duration limit, Condition condition) throws InterruptedException {
        long start = System.nanoTime();
        long told = start;
        while (!holds(condition)) {
            long now = System.nanoTime();
            if (now - start > limit.toNanos()) {
                return false;
            }
            if (now - told > PROGRESS.toNanos()) {
                told = now;
                out.printf(
                        "        ... %s, %d s%n",
                        what, Duration.ofNanos(now - start).toSeconds());
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** What cannot be asked yet does not hold yet. */
    private static boolean holds(Condition condition) throws InterruptedException {
        try {
            return condition.holds();
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The claims that did not hold. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** The last line, and the exit status. */
    int summary() {
        out.printf("%ndemo: %d passed, %d failed%n", passed, failed.size());
        return failed.isEmpty() && passed > 0 ? 0 : 1;
    }
}
