package org.openmfs.karaf.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;

/** Sessions of the console that go on, and that are ended. */
@Timeout(30)
final class ConsoleSessionsTest {
    @TempDir
    private Path folder;

    private final Queue<String> ended = new ConcurrentLinkedQueue<>();

    private ConsoleSessions.Open session(String name, Optional<Subject> subject, CountDownLatch end) {
        return new ConsoleSessions.Open() {
            @Override
            public Optional<Subject> subject() {
                return subject;
            }

            @Override
            public void end() {
                ended.add(name);
                end.countDown();
            }
        };
    }

    @Test
    void who_is_no_user_as_he_was_loses_his_sessions_and_others_keep_theirs() throws Exception {
        UserFile users = UserFile.open(folder);
        Logins logins = new Logins(users);
        CountDownLatch two = new CountDownLatch(2);
        Subject stripped = logins.fresh("carol");
        stripped.getPrincipals().clear();
        List<ConsoleSessions.Open> open = List.of(
                session("alice", Optional.of(logins.fresh("alice")), two),
                session("bob", Optional.of(logins.fresh("bob")), two),
                session("carol", Optional.of(stripped), two),
                session("nobody yet", Optional.empty(), two));
        users.add("bob", Role.VIEWER);

        Queue<String> told = new ConcurrentLinkedQueue<>();
        ConsoleAudit audit = new ConsoleAudit(new HeardTrail(told), InstantSource.system());
        try (ConsoleSessions sessions = new ConsoleSessions(() -> ended.isEmpty() ? open : List.of(), audit)) {
            assertThat(sessions).isNotNull();
            assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ended).containsExactly("bob", "carol");
        assertThat(told)
                .containsExactly(
                        "bob from console: session: ended: another password or role, or no user any more",
                        "nobody from console: session: ended: another password or role, or no user any more");
    }
}
