package org.openmfs.agent.encdecs.guardian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a guardian has to do for its interface, each entry at its moment of {@link BootTime}. */
record Plan(List<Entry> entries) {
    static final Plan EMPTY = new Plan(List.of());
    private static final Pattern TEXT = Pattern.compile("[0-9]{1,15}(;[^;|]+)*(\\|[0-9]{1,15}(;[^;|]+)*)*");
    /** A question is written to the pipe as a whole if it has no more than 4096 octets. */
    private static final int LONGEST = 3_900;

    record Entry(long deadline, List<String> lines) {
        private String text() {
            return Stream.concat(Stream.of(Long.toString(deadline)), lines.stream())
                    .collect(Collectors.joining(";"));
        }

        private static Entry parse(String text) {
            List<String> parts = List.of(text.split(";"));
            return new Entry(Long.parseLong(parts.getFirst()), parts.subList(1, parts.size()));
        }
    }

    /** What is left to do from now on until each deadline. */
    static Plan of(List<Removal> removals) throws GuardianFailure {
        List<Entry> entries = new ArrayList<>();
        for (Removal removal : removals) {
            entries.add(new Entry(BootTime.after(removal.remaining()), removal.lines()));
        }
        Plan plan = new Plan(List.copyOf(entries));
        if (plan.text().length() > LONGEST) {
            throw new IllegalArgumentException("removals must be at most " + LONGEST + " characters long together");
        }
        return plan;
    }

    static Optional<Plan> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(EMPTY);
        }
        return TEXT.matcher(text).matches()
                ? Optional.of(
                        new Plan(Stream.of(text.split("\\|")).map(Entry::parse).toList()))
                : Optional.empty();
    }

    String text() {
        return entries.stream().map(Entry::text).collect(Collectors.joining("|"));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
