package org.openmfs.agent.netconf.device;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openmfs.agent.methods.qkd014.KmeIdentity;
import org.openmfs.agent.netconf.json.Form;

/** The form of the name that a KME's certificate carries: with a colon a URI, after {@code CN=} a common name, else DNS. */
final class KmeNames {
    private static final String COMMON_NAME = "CN=";
    private static final int LONGEST = 253;
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    private static final Pattern DNS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private KmeNames() {}

    static final Form<KmeIdentity> NAME =
            Form.text("a URI, a DNS name, or CN= and a common name, of at most 253 letters", KmeNames::read);

    private static Optional<KmeIdentity> read(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        if (text.startsWith(COMMON_NAME)) {
            return Optional.of(text.substring(COMMON_NAME.length()))
                    .filter(name -> !name.isBlank())
                    .map(name -> new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, name));
        }
        if (text.contains(":")) {
            return isUri(text) ? Optional.of(new KmeIdentity(KmeIdentity.Kind.SAN_URI, text)) : Optional.empty();
        }
        return Optional.of(text)
                .filter(DNS.asMatchPredicate())
                .map(name -> new KmeIdentity(KmeIdentity.Kind.SAN_DNS, name));
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException other) {
            return false;
        }
    }
}
