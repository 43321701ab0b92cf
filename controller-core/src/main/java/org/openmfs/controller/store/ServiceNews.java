package org.openmfs.controller.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;

/**
 * Which states of services are news to the north side: those that differ in what an event says. While a key is replaced
 * its two ends differ for a moment, and so they do when a service becomes active; that is news only if it lasts. The last
 * state is told in any case.
 */
final class ServiceNews {
    /** How long two ends may differ in the key that they use before anybody hears of it. */
    static final Duration UNTIL_KEYS_AGREE = Duration.ofSeconds(2);

    private final Consumer<ServiceState> publish;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<ServiceId, Told> told = new HashMap<>();
    private long waits;

    /**
     * @param publish is called for one state after the other and returns at once
     * @param later runs a task after a while, on any thread
     */
    ServiceNews(Consumer<ServiceState> publish, BiConsumer<Duration, Runnable> later) {
        this.publish = publish;
        this.later = later;
    }

    /** What an event says of a service. */
    private record Content(Phase phase, long generation, Optional<KeyId> key, List<Reason> reasons) {
        static Content of(ServiceState state) {
            return new Content(
                    state.phase(), state.observedGeneration(), state.keying().key(), state.reasons());
        }

        /** Traffic is protected, and the ends have not told of one key yet. */
        boolean lacksItsKey() {
            return phase == Phase.ACTIVE && key.isEmpty();
        }

        /** The same, but that the ends do not agree any more which key is in use. */
        boolean lacksOnlyTheKeyOf(Content before) {
            return key.isEmpty()
                    && before.key().isPresent()
                    && equals(new Content(before.phase(), before.generation(), key, before.reasons()));
        }
    }

    /** What may have to be told yet, and which of all waits it is. */
    private record Waiting(ServiceState state, long number) {}

    /** What was told last, if anything, and what waits. */
    private record Told(Optional<Content> content, Optional<Waiting> waiting) {
        static final Told NOTHING = new Told(Optional.empty(), Optional.empty());
    }

    synchronized void changed(ServiceState state) {
        Content next = Content.of(state);
        Told before = told.getOrDefault(state.service(), Told.NOTHING);
        if (before.content().equals(Optional.of(next))) {
            told.put(state.service(), new Told(before.content(), Optional.empty()));
        } else if (next.lacksItsKey()
                || before.content().filter(next::lacksOnlyTheKeyOf).isPresent()) {
            await(state, before);
        } else {
            tell(state);
        }
    }

    private void await(ServiceState state, Told before) {
        ServiceId service = state.service();
        long number = before.waiting().map(Waiting::number).orElseGet(() -> ++waits);
        told.put(service, new Told(before.content(), Optional.of(new Waiting(state, number))));
        if (before.waiting().isEmpty()) {
            later.accept(UNTIL_KEYS_AGREE, () -> overdue(service, number));
        }
    }

    synchronized void gone(ServiceId service) {
        told.remove(service);
    }

    private synchronized void overdue(ServiceId service, long number) {
        told.getOrDefault(service, Told.NOTHING)
                .waiting()
                .filter(waiting -> waiting.number() == number)
                .map(Waiting::state)
                .ifPresent(this::tell);
    }

    private void tell(ServiceState state) {
        told.put(state.service(), new Told(Optional.of(Content.of(state)), Optional.empty()));
        publish.accept(state);
    }
}
