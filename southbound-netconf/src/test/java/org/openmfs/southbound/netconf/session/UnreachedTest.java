package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;

/** What is said of a device that no connection leads to, whatever words a library has for it. */
final class UnreachedTest {
    private static final Device DEVICE =
            new Device(new DeviceId("west"), "192.0.2.1", 830, "SHA256:any", new Credential("mfs", ""), false);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("null: /192.0.2.1:830"), "it cannot be reached"),
                Arguments.of(new NoRouteToHostException("No route to host: /192.0.2.1:830"), "no route to host"),
                Arguments.of(
                        new ConnectException("Connection refused: /192.0.2.1:830"),
                        "connection refused: nobody listens there"),
                Arguments.of(
                        new ConnectException(
                                "finishConnect(..) failed with error(-113): No route to host: /192.0.2.1:830"),
                        "no route to host"),
                Arguments.of(
                        new IOException((String) null),
                        "the connection was closed before SSH began: is an SSH server there?"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void it_is_told_in_words(Throwable failure, String words) {
        SshClientSettings settings =
                new SshClientSettings(DEVICE, Duration.ofSeconds(1), new HybridKeyExchange("SunJCE"));

        assertThat(settings.failure(failure)).hasMessageEndingWith("no session with 192.0.2.1 port 830: " + words);
    }
}
