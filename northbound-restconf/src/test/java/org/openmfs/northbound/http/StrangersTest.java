package org.openmfs.northbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.Test;

final class StrangersTest {
    private final List<Integer> ended = new ArrayList<>();
    private final Strangers strangers = new Strangers(2);

    private interface Reply {
        Object to(String call);
    }

    private static <T> T fake(Class<T> type, Reply reply) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> reply.to(method.getName())));
    }

    private Connection from(int port) {
        EndPoint end = fake(EndPoint.class, call -> switch (call) {
            case "getRemoteSocketAddress" -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            case "close" -> {
                ended.add(port);
                yield null;
            }
            default -> null;
        });
        return fake(Connection.class, call -> end);
    }

    /** One that was told to end is there for a moment yet. */
    @Test
    void each_of_several_connections_too_many_at_the_same_moment_ends_another_one() {
        for (int port = 1; port <= 5; port++) {
            strangers.onOpened(from(port));
        }

        assertThat(ended).containsExactly(1, 2, 3);
    }
}
