package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.netconf.device.StartChecks;

/** Which certificates and keys stop an agent's start, and what it says. */
@Timeout(120)
final class IdentityAtStartTest {
    /** Certificates of the test authority last 397 days. */
    private static final Duration EXPIRED = Duration.ofDays(-400);

    private static final Duration TOO_SOON = Duration.ofDays(2);

    @TempDir
    Path folder;

    @Test
    void an_expired_certificate_stops_the_start_with_its_file_and_date() throws Exception {
        Credentials.Pem files = issue("pki", EXPIRED, OneAgent.A);
        String day = Instant.now().minus(3, ChronoUnit.DAYS).toString().substring(0, 10);

        assertThat(refusal(files))
                .containsExactly(files.certificates() + ": the certificate of CN=cf-a expired on " + day + "T…");
    }

    @Test
    void a_certificate_that_is_not_yet_valid_stops_the_start_with_the_clock() throws Exception {
        Credentials.Pem files = issue("pki", TOO_SOON, OneAgent.A);

        assertThat(refusal(files).getFirst())
                .startsWith(files.certificates() + ": the certificate of CN=cf-a is not valid before ")
                .contains("this machine's clock says ");
    }

    @Test
    void a_key_of_another_certificate_stops_the_start() throws Exception {
        Credentials.Pem files = issue("pki", Duration.ZERO, OneAgent.A);
        Credentials.Pem other = issue("pki", Duration.ZERO, OneAgent.B);

        assertThat(refusal(new Credentials.Pem(files.certificates(), other.key(), files.authorities())))
                .containsExactly(
                        other.key() + ": the key does not belong to the certificate in " + files.certificates());
    }

    @Test
    void a_certificate_of_an_unknown_authority_stops_the_start() throws Exception {
        Credentials.Pem files = issue("pki", Duration.ZERO, OneAgent.A);
        Credentials.Pem other = issue("other", Duration.ZERO, OneAgent.B);

        assertThat(refusal(new Credentials.Pem(files.certificates(), files.key(), other.authorities())))
                .singleElement()
                .asString()
                .startsWith(files.certificates() + ": the certificate of CN=cf-a comes from an unknown authority")
                .contains(other.authorities().toString());
    }

    @Test
    void a_certificate_of_another_CF_stops_the_start() throws Exception {
        Credentials.Pem other = issue("pki", Duration.ZERO, OneAgent.B);

        assertThat(refusal(other))
                .containsExactly(other.certificates() + ": the certificate names CF cf-b, but cf is cf-a");
    }

    @Test
    void a_chain_that_no_peer_takes_stops_the_start_and_is_told_by_a_check() throws Exception {
        Credentials.Pem files = issue("pki", Duration.ZERO, OneAgent.A);
        String authority = Files.readString(files.authorities());
        Files.writeString(files.certificates(), authority.repeat(3), StandardOpenOption.APPEND);
        assertThat(checked(files)).as("four certificates").isEmpty();
        Files.writeString(files.certificates(), authority, StandardOpenOption.APPEND);

        for (List<String> lines : List.of(refusal(files), checked(files))) {
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith(files.certificates()
                            + ": expected in peering.certificates (or peering.keystore) a chain that fits into a"
                            + " handshake message of 32768 octets, found 5 certificates of 3");
        }
    }

    private List<String> checked(Credentials.Pem files) throws Exception {
        return StartChecks.ofMachine(new OneAgent(folder).with(files).settings());
    }

    @Test
    void the_credential_for_the_KME_is_checked_too_and_all_faults_are_told_at_once() throws Exception {
        Credentials.Pem files = issue("pki", EXPIRED, OneAgent.A);
        Credentials.Pem sae = issue("kme", EXPIRED, new CfId("sae-a"));
        Files.writeString(sae.key(), "no key at all");
        OneAgent agent = new OneAgent(folder).with(files);
        agent.json().add("kme", com.google.gson.JsonParser.parseString("""
                {"uri": "https://127.0.0.1:9", "sae-id": "sae-a", "certificates": "kme/sae-a.pem",
                 "key": "kme/sae-a.key.pem", "authorities": "kme/authority.pem"}"""));

        List<String> lines = refusal(agent);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith(files.certificates() + ": the certificate of CN=cf-a expired on ");
        assertThat(lines.getLast()).startsWith(sae.key() + ": expected an unencrypted PKCS #8 private key in PEM");
    }

    private Credentials.Pem issue(String authority, Duration fromNow, CfId cf) throws Exception {
        OneAgent.authority(folder.resolve(authority), Duration.ZERO);
        return OneAgent.authority(folder.resolve(authority), fromNow).issue(cf);
    }

    private List<String> refusal(Credentials.Pem files) {
        return refusal(new OneAgent(folder).with(files));
    }

    /** The lines of the refusal, without the time of a day. */
    private static List<String> refusal(OneAgent agent) {
        Throwable refused = catchThrowable(() -> {
            try (agent) {
                agent.start();
            }
        });
        assertThat(refused).isInstanceOf(IOException.class);
        return refused.getMessage()
                .lines()
                .map(line -> line.replaceFirst("expired on (....-..-..T).*", "expired on $1…"))
                .toList();
    }
}
