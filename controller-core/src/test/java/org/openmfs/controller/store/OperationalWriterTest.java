package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** What can't be written does not keep what comes after it from being written. */
final class OperationalWriterTest {
    private static final Exception NEVER =
            new DataValidationFailedException(YangInstanceIdentifier.class, YangInstanceIdentifier.of(), "never");

    @Test
    void a_change_that_fails_by_whatever_does_not_end_the_writing() throws Exception {
        WriteTransaction transaction = fake(WriteTransaction.class, CommitInfo.emptyFluentFuture());
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        DataBroker broker = (DataBroker) Proxy.newProxyInstance(
                DataBroker.class.getClassLoader(), new Class<?>[] {DataBroker.class}, (self, method, given) -> {
                    begin.await();
                    return transaction;
                });
        OperationalWriter writer = new OperationalWriter(broker, Duration.ofMillis(5));
        try {
            writer.write("first", any -> {});
            writer.write("1", any -> {
                throw new IllegalArgumentException("planted");
            });
            writer.write("2", any -> {
                throw new OutOfMemoryError("planted");
            });
            writer.write("3", any -> written.countDown());
            begin.countDown();

            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.close();
        }
    }

    @Test
    void what_a_datastore_could_not_take_is_written_when_it_can() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        List<String> state = new CopyOnWriteArrayList<>();
        AtomicInteger outages = new AtomicInteger(2);
        DataBroker broker = broker(() -> outages.getAndDecrement() > 0
                ? Optional.of(new TransactionCommitFailedException("there is no leader"))
                : Optional.empty());
        OperationalWriter writer = new OperationalWriter(broker, Duration.ofMillis(5));
        try {
            writer.write("4", any -> state.add("device up"));
            writer.write("5", any -> {
                if (outages.get() <= 0) {
                    written.countDown();
                }
            });

            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(state).contains("device up");
        } finally {
            writer.close();
        }
    }

    @Test
    void what_the_models_never_allow_keeps_nothing_else_from_being_written() throws Exception {
        CountDownLatch sense = new CountDownLatch(1);
        Queue<String> state = new ConcurrentLinkedQueue<>();
        DataBroker broker = broker(() -> {
            boolean refused = state.contains("nonsense");
            boolean kept = !refused && state.remove("sense");
            state.clear();
            if (kept) {
                sense.countDown();
            }
            return refused ? Optional.of(new TransactionCommitFailedException("refused", NEVER)) : Optional.empty();
        });
        OperationalWriter writer = new OperationalWriter(broker, Duration.ofMillis(5));
        try {
            writer.write("6", any -> state.add("nonsense"));
            writer.write("7", any -> state.add("sense"));

            assertThat(sense.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.close();
        }
    }

    @Test
    void state_is_written_however_long_the_datastore_was_away() throws Exception {
        AtomicInteger outages = new AtomicInteger(1_000);
        CountDownLatch written = new CountDownLatch(1);
        DataBroker broker = broker(() -> outages.getAndDecrement() > 0
                ? Optional.of(new TransactionCommitFailedException("there is no leader"))
                : Optional.empty());
        OperationalWriter writer = new OperationalWriter(broker, Duration.ofMillis(1));
        try {
            writer.write("8", any -> {
                if (outages.get() <= 0) {
                    written.countDown();
                }
            });

            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.close();
        }
    }

    /** @param trouble asked at each commit */
    private static DataBroker broker(Supplier<Optional<Exception>> trouble) {
        WriteTransaction transaction = (WriteTransaction) Proxy.newProxyInstance(
                WriteTransaction.class.getClassLoader(),
                new Class<?>[] {WriteTransaction.class},
                (self, method, given) -> trouble.get()
                        .<Object>map(FluentFutures::immediateFailedFluentFuture)
                        .orElseGet(CommitInfo::emptyFluentFuture));
        return fake(DataBroker.class, transaction);
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer));
    }
}
