package org.openmfs.controller.model.manager;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.controller.model.CleanText;

/** What an address of a manager must be, and what is told of one that is not. */
public final class ManagerAddress {
    private static final String EXPECTED =
            "an absolute URI http(s)://HOST[:PORT][/PATH] without user info, query or fragment";
    private static final Set<String> SPOKEN = Set.of("http", "https");
    /** Of a name: containers are given some with other letters, which the HTTP client cannot call. */
    private static final Pattern ODD_LETTER = Pattern.compile("[^A-Za-z0-9.\\[\\]:%-]");

    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_QUOTE = 100;

    private ManagerAddress() {}

    /**
     * The address that a text is.
     *
     * @throws IllegalArgumentException if it is no URI at all; the message is for an operator
     */
    public static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(expected(text));
        }
    }

    /** What is wrong with a text as an address to call, for an operator; empty if nothing is. */
    public static Optional<String> problem(String text) {
        try {
            return problem(parse(text));
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** What is wrong with it as an address to call, for an operator; empty if nothing is. */
    public static Optional<String> problem(URI address) {
        boolean whole = leadsToHost(address) && address.getRawQuery() == null && address.getRawFragment() == null;
        if (!whole) {
            String leaves = address.getRawUserInfo() == null ? "" : "; a credential has leaves of its own";
            return Optional.of(expected(address.toString()) + leaves + oddHost(address));
        }
        boolean listened = !hasPort(address) || address.getPort() > 0 && address.getPort() <= LARGEST_PORT;
        return listened
                ? Optional.empty()
                : Optional.of(expected(address.toString()) + ", and PORT is 1 to " + LARGEST_PORT);
    }

    /** Whether it names a host, how it is spoken to, and nothing that shows who we are. */
    public static boolean leadsToHost(URI address) {
        return address.getHost() != null
                && address.getScheme() != null
                && SPOKEN.contains(address.getScheme().toLowerCase(Locale.ROOT))
                && address.getRawUserInfo() == null;
    }

    /** What is wrong with the name of its host; empty if that is not it. */
    private static String oddHost(URI address) {
        String authority = Optional.ofNullable(address.getAuthority()).orElse("");
        if (address.getHost() != null || authority.contains("@")) {
            return "";
        }
        String host = authority.replaceFirst(":.*", "");
        Matcher odd = ODD_LETTER.matcher(host);
        return odd.find()
                ? "; no host of a URI may be named " + quoted(host) + ", for its '" + CleanText.of(odd.group())
                        + "': use another name of it, or its address"
                : "";
    }

    private static boolean hasPort(URI address) {
        return address.getPort() != -1;
    }

    private static String expected(String text) {
        return quoted(text) + " is no address to call: expected " + EXPECTED;
    }

    /** Without what may be a secret in it. */
    private static String quoted(String text) {
        String open = text.replaceAll("(?s)^.*@", "…@").replaceAll("(?s)[?].*", "?…");
        return "'" + CleanText.of(open, LONGEST_QUOTE) + "'";
    }
}
