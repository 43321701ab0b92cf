package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;

/** What can't be written does not keep what comes after it from being written. */
final class OperationalWriterTest {
    @Test
    void a_change_that_fails_by_whatever_does_not_end_the_writing() throws Exception {
        WriteTransaction transaction = fake(WriteTransaction.class, CommitInfo.emptyFluentFuture());
        OperationalWriter writer = new OperationalWriter(fake(DataBroker.class, transaction));
        CountDownLatch written = new CountDownLatch(1);
        try {
            writer.write(any -> {
                throw new IllegalArgumentException("planted");
            });
            writer.write(any -> {
                throw new OutOfMemoryError("planted");
            });
            writer.write(any -> written.countDown());

            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.close();
        }
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer));
    }
}
