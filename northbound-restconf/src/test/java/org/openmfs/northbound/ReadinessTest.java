package org.openmfs.northbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;

final class ReadinessTest {
    private static Readiness of(ListenableFuture<Boolean> answer) {
        Object read = made(DOMDataTreeReadTransaction.class, "exists", FluentFuture.from(answer));
        Object broker = made(DOMDataBroker.class, "newReadOnlyTransaction", read);
        return new Readiness((DOMDataBroker) broker, Duration.ofMillis(100));
    }

    /** Something that gives one answer. */
    private static Object made(Class<?> type, String method, Object answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> called.getName().equals(method) ? answer : null);
    }

    @Test
    void a_datastore_that_answers_is_no_trouble() {
        assertThat(of(Futures.immediateFuture(false)).trouble()).isEmpty();
    }

    @Test
    void one_that_does_not_or_fails_is() {
        assertThat(of(SettableFuture.create()).trouble()).contains("the datastore does not answer");
        assertThat(of(Futures.immediateFailedFuture(new IllegalStateException("no leader")))
                        .trouble())
                .contains("the datastore does not answer");
    }

    /** A cluster's throws what one in memory tells by its answer. */
    @Test
    void so_is_one_that_throws() {
        Object broker = Proxy.newProxyInstance(
                DOMDataBroker.class.getClassLoader(),
                new Class<?>[] {DOMDataBroker.class},
                (proxy, called, arguments) -> {
                    throw new IllegalStateException("no shard");
                });

        assertThat(new Readiness((DOMDataBroker) broker, Duration.ofMillis(100)).trouble())
                .contains("the datastore does not answer");
    }
}
