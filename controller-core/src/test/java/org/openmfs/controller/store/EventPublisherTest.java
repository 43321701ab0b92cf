package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261123.ServiceChanged;
import org.opendaylight.yangtools.binding.Notification;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;

/** How often the north side is told of a service. */
final class EventPublisherTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ServiceId BLUE = new ServiceId("blue");

    private final Board board = new Board();
    private final EventPublisher publisher = new EventPublisher(board, () -> NOON);

    @Test
    void a_key_that_is_replaced_is_one_event() {
        publisher.service(keyed("a", 1));
        board.told.clear();

        publisher.service(keyed("", 1));
        publisher.service(keyed("b", 1));
        publisher.service(keyed("b", 2));
        publisher.service(keyed("b", 3));

        assertThat(board.keys()).containsExactly("b".repeat(32));
    }

    @Test
    void each_phase_and_each_change_of_reasons_is_told() {
        publisher.service(state(Phase.PLANNED, List.of(), Keying.NONE));
        publisher.service(state(Phase.PROVISIONING, List.of(), Keying.NONE));
        publisher.service(keyed("a", 1));
        Reason reason = new Reason(ReasonCode.LINK_DOWN, "link", "is down", NOON);
        publisher.service(state(Phase.ACTIVE, List.of(reason), keying("a", 1)));
        assertThat(board.told).hasSize(4);
    }

    private static ServiceState keyed(String key, int stock) {
        return state(Phase.ACTIVE, List.of(), keying(key, stock));
    }

    private static Keying keying(String key, int stock) {
        Optional<KeyId> id = key.isEmpty() ? Optional.empty() : Optional.of(new KeyId(key.repeat(32)));
        return new Keying(
                Optional.of(new SuiteId("s")), id, stock, 1, Optional.of(NOON), Optional.of(NOON.plusSeconds(stock)));
    }

    private static ServiceState state(Phase phase, List<Reason> reasons, Keying keying) {
        return new ServiceState(BLUE, Optional.empty(), phase, 1, 1, NOON, reasons, Optional.empty(), keying);
    }

    /** Where notifications come up. */
    private static final class Board implements NotificationPublishService {
        final List<ServiceChanged> told = new ArrayList<>();

        List<String> keys() {
            return told.stream()
                    .map(event -> event.getKeyId() == null ? "none" : event.getKeyId().getValue())
                    .toList();
        }

        @Override
        public void putNotification(Notification<?> notification) {
            told.add((ServiceChanged) notification);
        }

        @Override
        public ListenableFuture<?> offerNotification(Notification<?> notification) {
            putNotification(notification);
            return com.google.common.util.concurrent.Futures.immediateVoidFuture();
        }

        @Override
        public ListenableFuture<?> offerNotification(Notification<?> notification, int timeout, TimeUnit unit) {
            return offerNotification(notification);
        }
    }
}
