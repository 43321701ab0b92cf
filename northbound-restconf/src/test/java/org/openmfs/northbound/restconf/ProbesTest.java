package org.openmfs.northbound.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProbesTest {
    @Test
    void who_can_not_serve_now_says_when_to_come_again() throws Exception {
        var notReady = Probes.resources(() -> Optional.of("the datastore does not answer"), "1")
                .get("/readyz")
                .read();

        assertThat(notReady.status()).isEqualTo(503);
        assertThat(notReady.headers()).containsKey("retry-after");
    }
}
