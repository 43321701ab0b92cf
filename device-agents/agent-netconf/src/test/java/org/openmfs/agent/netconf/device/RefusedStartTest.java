package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** What is left of an agent that refuses to start, since its methods and those of a module do not reach its floor. */
final class RefusedStartTest {
    @TempDir
    Path folder;

    private Credentials.Pem files;

    @BeforeEach
    void certify() throws Exception {
        files = new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom())
                .issue(new CfId("cf-a"));
    }

    private void refuse() throws Exception {
        AgentSettings settings = settings(new SampleModule(folder).jar("m.jar"), "moonlight");

        assertThatThrownBy(() -> MfsAgent.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("moonlight");
    }

    private AgentSettings settings(Path jar, String ground) throws Exception {
        String json = """
                {"cf": "cf-a", "data": "data", "netconf": "127.0.0.1:0",
                 "peering": {"listen": "127.0.0.1:0", "certificates": "%s", "key": "%s", "authorities": "%s"},
                 "modules": [{"jar": "%s"}], "enc-decs": [], "floor": {"required-grounds": ["%s"]}}
                """.formatted(files.certificates(), files.key(), files.authorities(), jar, ground);
        return SettingsFile.read(Files.writeString(folder.resolve("alice.json"), json));
    }

    @Test
    void its_modules_are_closed() throws Exception {
        refuse();

        assertThat(SampleModule.note(folder, "made")).exists();
        assertThat(SampleModule.note(folder, "closed")).exists();
    }

    /** A later start loads them where its other parts are made. */
    @Test
    void its_modules_are_closed_where_there_is_a_journal() throws Exception {
        Path jar = new SampleModule(folder).jar("m.jar");
        MfsAgent.start(settings(jar, "structured-lattice")).close();
        Files.delete(SampleModule.note(folder, "closed"));

        refuse();

        assertThat(SampleModule.note(folder, "closed")).exists();
    }

    @Test
    void no_folder_is_left() throws Exception {
        refuse();

        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("data.journal-passphrase")).doesNotExist();
    }
}
