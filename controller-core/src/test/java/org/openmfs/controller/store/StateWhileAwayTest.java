package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;

/** What becomes of state that changes while the datastore takes nothing. */
final class StateWhileAwayTest {
    private static final int CHANGES = 2_000;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(1);
    private final List<String> puts = new CopyOnWriteArrayList<>();

    @Test
    void of_what_changes_again_and_again_the_last_alone_is_kept() throws Exception {
        try (StateWriter writer = new StateWriter(broker(), nobody(), (delay, task) -> {}, InstantSource.system())) {
            assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i <= CHANGES; i++) {
                writer.managerChanged(
                        manager(),
                        new Connection(
                                Connection.State.CONNECTING, Optional.empty(), "change " + i + ".", Instant.EPOCH));
            }
            away.set(false);

            assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(puts).hasSize(1);
    }

    private DataBroker broker() {
        return fake(DataBroker.class, (name, given) -> {
            List<String> mine = new ArrayList<>();
            return fake(WriteTransaction.class, (step, data) -> switch (step) {
                case "put" -> mine.add(data[2].toString());
                case "commit" -> commit(mine);
                default -> null;
            });
        });
    }

    private Object commit(List<String> mine) {
        if (away.get()) {
            tried.countDown();
            return FluentFutures.immediateFailedFluentFuture(new TransactionCommitFailedException("no leader"));
        }
        puts.addAll(mine);
        if (mine.stream().anyMatch(node -> node.contains("change " + CHANGES + "."))) {
            last.countDown();
        }
        return CommitInfo.emptyFluentFuture();
    }

    private static NotificationPublishService nobody() {
        return fake(NotificationPublishService.class, (name, given) -> Futures.immediateFuture(null));
    }

    private interface Answer {
        Object to(String name, Object... given);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> answer.to(method.getName(), given)));
    }

    private static ManagedNetwork manager() {
        return new ManagedNetwork(
                new ManagerId("apn"),
                ManagerKind.APN_TAPI,
                List.of(URI.create("https://192.0.2.1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
    }
}
