package org.openmfs.agent.netconf.device;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.encdecs.macsec.Sci;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.netconf.json.Form;
import org.openmfs.agent.netconf.json.Shown;

/** The forms of names and numbers in the agent's file: what modules mfs-types and mfs-agent and the kernel would take. */
final class Values {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LATEST_FORMAT = 2;
    private static final int MOST_FACTORS = 8;
    private static final int LONGEST_SETTING = 1024;
    private static final int FOUR_OCTETS_BITS = 32;
    private static final int SIXTEEN_OCTETS_BITS = 128;

    /** Type word of mfs-types. */
    static final Pattern WORD_FORM = Pattern.compile("[a-z0-9]([a-z0-9.+-]{0,62}[a-z0-9])?");

    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
    private static final Pattern INTERFACE_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");
    private static final Pattern SAE_FORM = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Pattern FOUR =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!/)|(?=/))){4}/[0-9]{1,2}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/[0-9]{1,3}");

    private Values() {}

    /** Type name of mfs-types. */
    static final Form<String> NAME = Form.text(
            "a name of 1..64 letters, digits, '.', '_' and '-' with a letter or digit at both ends", NAME_FORM);

    static final Form<CfId> CF = NAME.then(CfId::new);

    static final Form<String> INTERFACE =
            Form.text("the name of an interface: 1..15 letters, digits, '.', '_' and '-'", INTERFACE_FORM);

    /** An Enc/Dec that is an interface has the interface's name, which type name must take, too. */
    static final Form<String> INTERFACE_TO_MAKE = Form.text(
            "the name of an interface: 1..15 letters, digits, '.', '_' and '-' with a letter or digit at both ends",
            text -> Optional.of(text).filter(INTERFACE_FORM.asMatchPredicate()).filter(NAME_FORM.asMatchPredicate()));

    static final Form<Sci> SCI = Form.text("16 hexadecimal digits", Pattern.compile("[0-9A-Fa-f]{16}"))
            .then(Sci::parse);

    static final Form<String> SAE = Form.text("1..256 printable ASCII letters without blanks", SAE_FORM);

    static final Form<ReplayProtection> REPLAY_WINDOW =
            Form.number(0, ReplayProtection.WIDEST).then(ReplayProtection::new);

    /** Of the file; a greater one is of a later version, which may say other things by the same words. */
    static final Form<Integer> FORMAT = Form.number("a whole number 1..2", 1, Integer.MAX_VALUE)
            .then(format -> {
                if (format > LATEST_FORMAT) {
                    throw new Form.Refused("expected a whole number 1..2, not " + format
                            + ": the file is of a later version than this agent");
                }
                return format;
            });

    static final Form<Integer> FACTORS = Form.number(1, MOST_FACTORS);

    static final Form<Integer> DIVERSITY = Form.number(0, Ground.UNRELATED);

    static final Form<String> KIND = Form.text("'macsec', 'macsec-simulated' or the kind of a module", WORD_FORM);

    /** What is said to a module. */
    static final Form<String> SETTING = Form.text(
                    "a text of 1..1024 letters", Pattern.compile("\\P{Cntrl}*[^\\p{Cntrl} ]\\P{Cntrl}*"))
            .then(text -> {
                if (text.length() > LONGEST_SETTING) {
                    throw new Form.Refused("expected a text of 1..1024 letters, not one of " + text.length());
                }
                return text;
            });

    static final Form<Ground> GROUND = Form.text(
                    "the word of a ground, such as "
                            + Ground.KNOWN.stream().map(Ground::word).collect(Collectors.joining(", ")),
                    WORD_FORM)
            .then(Ground::new);

    static final Form<String> ADDRESS_WITH_PREFIX = Form.text(
            "an address with prefix length, such as 192.0.2.1/30",
            text -> Optional.of(text).filter(Values::isAddressWithPrefix));

    /** A host, and what stands behind its colon. */
    private static final Pattern BEHIND_HOST = Pattern.compile("(?:\\[[^\\]@]*]|[^:\\[\\]@]+):([^@]+)");

    private static final Pattern PORT = Pattern.compile(
            "0{0,5}(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])");

    private static final String NO_KME =
            "expected https://HOST[:PORT][/PATH] without user, password, query or fragment";
    /** Of a name: containers are given some with other letters, which the HTTP client cannot call. */
    private static final Pattern ODD_LETTER = Pattern.compile("[^A-Za-z0-9.\\[\\]:%-]");

    /** A value that may hold a password is not quoted. */
    static final Form<URI> KME = new Form<>("https://HOST[:PORT][/PATH]", value -> {
        if (value instanceof org.openmfs.agent.netconf.json.JsonValue.Text(String text)) {
            Optional<URI> uri = uri(text).filter(Values::isKme);
            if (uri.isPresent()) {
                return uri.get();
            }
            throw new Form.Refused(NO_KME
                    + uri(text)
                            .flatMap(odd -> oddHost(odd).or(() -> oddPort(odd)))
                            .orElse(""));
        }
        throw new Form.Refused(NO_KME);
    });

    private static boolean isAddressWithPrefix(String text) {
        int slash = text.indexOf('/');
        if (FOUR.matcher(text).matches()) {
            return Integer.parseInt(text.substring(slash + 1)) <= FOUR_OCTETS_BITS;
        }
        return SIX.matcher(text).matches()
                && Integer.parseInt(text.substring(slash + 1)) <= SIXTEEN_OCTETS_BITS
                && Places.isSix(text.substring(0, slash));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /** What is wrong with the name of its host; empty if that is not it. */
    private static Optional<String> oddHost(URI uri) {
        String authority = Optional.ofNullable(uri.getAuthority()).orElse("");
        if (uri.getHost() != null || authority.contains("@")) {
            return Optional.empty();
        }
        String host = authority.replaceFirst(":.*", "");
        Matcher odd = ODD_LETTER.matcher(host);
        return odd.find()
                ? Optional.of("; no host of a URI may be named " + Shown.quoted(host) + ", for its "
                        + Shown.quoted(odd.group()) + ": use another name of it, or its address")
                : Optional.empty();
    }

    /** What stands behind its host may be a password at the wrong place, and is not quoted. */
    private static Optional<String> oddPort(URI uri) {
        String authority = Optional.ofNullable(uri.getAuthority()).orElse("");
        Matcher behind = BEHIND_HOST.matcher(authority);
        return "https".equals(uri.getScheme())
                        && behind.matches()
                        && !PORT.matcher(behind.group(1)).matches()
                ? Optional.of("; its port is none of 1.." + HIGHEST_PORT)
                : Optional.empty();
    }

    private static boolean isKme(URI uri) {
        boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        boolean port = uri.getPort() == -1 || uri.getPort() >= 1 && uri.getPort() <= HIGHEST_PORT;
        return "https".equals(uri.getScheme()) && uri.getHost() != null && bare && port;
    }
}
