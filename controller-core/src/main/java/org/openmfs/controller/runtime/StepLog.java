package org.openmfs.controller.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * Steps at devices and managers, as entries: asked for, and what came of it. What is refused again for the same
 * reason is there once. Any thread may call.
 */
final class StepLog {
    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_REASON = 300;

    private final Consumer<Entry> archive;
    /** Why what was asked of somebody last for an association was not done. */
    private final Map<String, String> refused = new LinkedHashMap<>();

    StepLog(Consumer<Entry> archive) {
        this.archive = archive;
    }

    /**
     * What is asked of somebody.
     *
     * @param where the devices, or the manager
     * @param done what to say when it was done
     */
    record Asked(AssociationId association, String what, String where, String done) {
        /** Associations are named by their services, and a number where they have several. */
        private String service() {
            String name = association.value();
            return name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        }

        private String place() {
            return association + " " + where;
        }
    }

    /** A step, which may block. */
    interface Attempt {
        void run() throws SouthboundFailure;
    }

    /** A step that is answered, and may block. */
    interface Question<T> {
        T run() throws SouthboundFailure;
    }

    /** Carries out what all of this is asked by. */
    void carryOut(List<Asked> all, Attempt attempt) throws SouthboundFailure {
        carryOut(
                all,
                () -> {
                    attempt.run();
                    return "";
                },
                (asked, nothing) -> asked);
    }

    /**
     * Carries out what all of this is asked by.
     *
     * @param said what is asked, with what is to be said of such an answer
     */
    <T> T carryOut(List<Asked> all, Question<T> question, BiFunction<Asked, T, Asked> said) throws SouthboundFailure {
        all.stream().filter(asked -> !isTriedAgain(asked)).forEach(asked -> append(asked, "asked"));
        String fault = "failed by a fault of the controller";
        List<Asked> answered = all;
        try {
            T answer = question.run();
            answered = all.stream().map(asked -> said.apply(asked, answer)).toList();
            fault = "";
            return answer;
        } catch (SouthboundFailure refused) {
            fault = "refused by " + refused.subject() + ": " + refused.code() + ": " + refused.getMessage();
            throw refused;
        } finally {
            for (Asked asked : answered) {
                ended(asked, fault);
            }
        }
    }

    private synchronized boolean isTriedAgain(Asked asked) {
        return refused.getOrDefault(asked.place(), "").startsWith(asked.what() + "\n");
    }

    /** @param fault why it was not done; empty if it was */
    private void ended(Asked asked, String fault) {
        if (fault.isEmpty()) {
            done(asked);
            append(asked, asked.done());
        } else if (isOther(asked, fault)) {
            append(asked, fault);
        }
    }

    private synchronized void done(Asked asked) {
        refused.remove(asked.place());
    }

    private synchronized boolean isOther(Asked asked, String fault) {
        String now = asked.what() + "\n" + fault;
        String before = refused.remove(asked.place());
        if (refused.size() >= MOST_REMEMBERED) {
            refused.remove(refused.keySet().iterator().next());
        }
        refused.put(asked.place(), now);
        return !now.equals(before);
    }

    private void append(Asked asked, String outcome) {
        String fitting = outcome.length() <= LONGEST_REASON ? outcome : outcome.substring(0, LONGEST_REASON) + "…";
        archive.accept(new Entry(Entry.STEP, asked.service(), asked.what(), asked.where(), fitting));
    }
}
