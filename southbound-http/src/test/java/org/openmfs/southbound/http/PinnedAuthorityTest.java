package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.manager.AuthorityText;

/** Which certificates a manager's may lead to. */
final class PinnedAuthorityTest {
    @Test
    void the_certificates_of_the_text_are_trusted_and_those_of_the_platform_are_not() throws IOException {
        String both = text("west") + text("east");

        X509TrustManager trust = (X509TrustManager) PinnedAuthority.trust(both)[0];

        assertThat(trust.getAcceptedIssuers())
                .containsExactlyInAnyOrderElementsOf(AuthorityText.certificates(both))
                .hasSize(2);
    }

    private static String text(String name) throws IOException {
        try (InputStream file = PinnedAuthorityTest.class.getResourceAsStream("/pem/" + name + ".pem")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
