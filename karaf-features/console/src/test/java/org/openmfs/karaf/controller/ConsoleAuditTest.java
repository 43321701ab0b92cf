package org.openmfs.karaf.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What logins at the console leave. */
final class ConsoleAuditTest {
    private final List<String> notes = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ConsoleAudit audit = new ConsoleAudit(new HeardTrail(notes), now::get);

    @Test
    void a_login_is_noted_with_its_user_and_refusals_once_a_second_without() {
        audit.loggedIn("admin");
        audit.refused();
        audit.refused();
        audit.refused();
        now.set(Instant.EPOCH.plusSeconds(1));
        audit.refused();

        assertThat(notes)
                .containsExactly(
                        "admin from console: login: logged in",
                        "nobody from console: login: refused",
                        "nobody from console: login: refused, and 2 like it before");
    }
}
