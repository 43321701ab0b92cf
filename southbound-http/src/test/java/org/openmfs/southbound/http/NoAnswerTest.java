package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why no connection came to be, so that nobody looks for a fault of TLS where no packet came through. */
final class NoAnswerTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "nothing, the connection was refused: nobody listens there",
                "Connection refused, the connection was refused: nobody listens there",
                "No route to host, no connection: no route to host",
                "Network is unreachable, no connection: network is unreachable",
                "Connection timed out, no connection: connection timed out",
            })
    void a_connection_that_was_not_refused_is_not_told_as_refused(String said, String told) {
        assertThat(NoAnswer.why(new ConnectException(said), true)).isEqualTo(told);
    }

    @Test
    void of_one_that_takes_too_long_the_way_is_in_doubt_first() {
        assertThat(NoAnswer.why(new HttpConnectTimeoutException("HTTP connect timed out"), true))
                .endsWith(": does a way lead there, or is it http?");
        assertThat(NoAnswer.why(new HttpConnectTimeoutException("HTTP connect timed out"), false))
                .endsWith(": does a way lead there?");
    }
}
