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
 * its two ends differ for a moment, which is news only if it lasts; the last state is told in any case.
 */
final class ServiceNews {
    /** How long two ends may differ in the key that they use before anybody hears of it. */
    static final Duration UNTIL_KEYS_AGREE = Duration.ofSeconds(2);

    private final Consumer<ServiceState> publish;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<ServiceId, Told> told = new HashMap<>();

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

        /** The same, but that the ends do not agree any more which key is in use. */
        boolean lacksOnlyTheKeyOf(Content before) {
            return key.isEmpty()
                    && before.key().isPresent()
                    && equals(new Content(before.phase(), before.generation(), key, before.reasons()));
        }
    }

    /** What was told last, and what may have to be told yet. */
    private record Told(Content content, Optional<ServiceState> waiting) {}

    synchronized void changed(ServiceState state) {
        ServiceId service = state.service();
        Content next = Content.of(state);
        Optional<Told> before = Optional.ofNullable(told.get(service));
        Optional<Content> last = before.map(Told::content);
        if (last.equals(Optional.of(next))) {
            told.put(service, new Told(next, Optional.empty()));
        } else if (last.filter(next::lacksOnlyTheKeyOf).isPresent()) {
            Told waits = new Told(last.get(), Optional.of(state));
            told.put(service, waits);
            if (before.flatMap(Told::waiting).isEmpty()) {
                later.accept(UNTIL_KEYS_AGREE, () -> overdue(service));
            }
        } else {
            tell(state);
        }
    }

    synchronized void gone(ServiceId service) {
        told.remove(service);
    }

    private synchronized void overdue(ServiceId service) {
        Optional.ofNullable(told.get(service)).flatMap(Told::waiting).ifPresent(this::tell);
    }

    private void tell(ServiceState state) {
        told.put(state.service(), new Told(Content.of(state), Optional.empty()));
        publish.accept(state);
    }
}
