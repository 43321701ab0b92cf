package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** What docs/agent-file.md says is so. */
final class AgentFileDocumentTest {
    @TempDir
    Path folder;

    private static String document() throws IOException {
        return Files.readString(Path.of("").toAbsolutePath().resolve("../../docs/agent-file.md"));
    }

    @Test
    void every_member_is_in_the_document() throws Exception {
        String document = document();
        SampleFile file = new SampleFile(folder);
        for (String member : file.members()) {
            if (file.get(member).isJsonPrimitive()) {
                String name = member.replaceFirst("enc-decs\\[\\d]\\.", "").replaceFirst("\\[\\d]", "");
                assertThat(document).as(member).contains("`" + name + "`");
            }
        }
        assertThat(document).contains(Integer.toString(ReplayProtection.WIDEST));
    }

    @Test
    void its_example_is_a_file_that_is_read() throws Exception {
        String document = document();
        int begin = document.indexOf("```json\n") + "```json\n".length();
        String example = document.substring(begin, document.indexOf("```", begin));
        assertThat(JsonParser.parseString(example).isJsonObject()).isTrue();
        new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom()).issue(new CfId("cf-a"));
        Path file = Files.writeString(folder.resolve("alice.json"), example);

        AgentSettings settings = SettingsFile.read(file);

        assertThat(settings.data()).isEqualTo(folder.resolve("cf-a-data"));
        assertThat(settings.encDecs()).hasSize(1);
        assertThat(StartChecks.ofMachine(settings)).isEmpty();
    }
}
