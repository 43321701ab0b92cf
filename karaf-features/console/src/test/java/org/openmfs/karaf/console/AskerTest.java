package org.openmfs.karaf.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;

/** Whose name the audit gets of what a console changes. */
final class AskerTest {
    @Test
    void who_logged_in_is_asking() {
        Subject subject =
                new Subject(true, Set.of(new RolePrincipal("admin"), new UserPrincipal("alice")), Set.of(), Set.of());

        assertThat(Asker.of(Optional.of(subject))).isEqualTo("alice");
    }

    @Test
    void who_did_not_log_in_is_whoever_started_Karaf() {
        assertThat(Asker.of(Optional.empty())).isEqualTo("karaf");
        assertThat(Asker.of(Optional.of("mallory"))).isEqualTo("karaf");
        assertThat(Asker.of(Optional.of(new Subject()))).isEqualTo("karaf");
    }
}
