package org.openmfs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No tracked file names a place or holds a secret that belongs to one machine alone. */
final class TrackedTextTest {
    private static final String SLASH = "/";

    /** What must not stand in a tracked file; the patterns are put together so that this file does not match them. */
    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "a path of one machine",
            Pattern.compile("(?<![\\w.}/-])" + SLASH + "(work|home|farm|Users)" + SLASH + "[A-Za-z]"),
            "a registry host",
            Pattern.compile("https?:" + SLASH + SLASH + "(repo|registry|deb|artifactory|nexus)[a-z0-9-]*[.]"),
            "a private key",
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----[\\s\"+\\\\nr]*[A-Za-z0-9+/]{32}"),
            "an access token",
            Pattern.compile("(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}|xox[baprs]-[0-9A-Za-z-]{10})"));

    /** Long enough to be a key of 256 bits; tests may hold such values, since a vector is no secret. */
    private static final Pattern KEY_LOOKING = Pattern.compile("(?<![0-9A-Za-z+/=_-])[0-9a-fA-F]{64}(?![0-9A-Za-z])");

    /** Gives implementers check values. */
    private static final Path SPECIFICATION = Path.of("docs/inter-cf-protocol.md");

    /** Hold hashes of plans and messages; they are valid instances of modules in which no node holds a key. */
    private static final Path EXAMPLES = Path.of("yang-models/examples");

    private final Checkout checkout = Checkout.found();

    @Test
    void no_tracked_file_names_a_machine_a_registry_or_a_secret() {
        assertThat(checkout.trackedFiles()).hasSizeGreaterThan(20);
        assertThat(checkout.trackedFiles().stream().flatMap(file -> findings(FORBIDDEN, file)))
                .isEmpty();
    }

    @Test
    void no_tracked_file_outside_tests_holds_a_value_that_looks_like_a_key() {
        Predicate<Path> mayHoldVectors = file ->
                file.toString().contains("src/test/") || file.endsWith(SPECIFICATION) || file.startsWith(EXAMPLES);

        assertThat(checkout.trackedFiles().stream()
                        .filter(mayHoldVectors.negate())
                        .flatMap(file -> findings(Map.of("a key-looking value", KEY_LOOKING), file)))
                .isEmpty();
    }

    @Test
    void each_forbidden_text_is_found_where_it_was_planted() {
        List<String> planted = List.of(
                "see " + SLASH + "home" + SLASH + "someone",
                "<url>https:" + SLASH + SLASH + "repo.example.org",
                "-----BEGIN EC PRIVATE" + " KEY-----\\n\"\n  + \"MIGHAgEAMBMGByqGSM49" + "AgEGCCqGSM49AwEHBG0w",
                "AKIA" + "ABCDEFGHIJKLMNOP");

        assertThat(FORBIDDEN.values())
                .allSatisfy(pattern -> assertThat(planted)
                        .filteredOn(text -> pattern.matcher(text).find())
                        .hasSize(1));
        assertThat("key = " + "0f".repeat(32))
                .matches(text -> KEY_LOOKING.matcher(text).find());
    }

    private Stream<String> findings(Map<String, Pattern> patterns, Path file) {
        String text = text(file);
        return patterns.entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .matcher(text)
                        .results()
                        .map(found -> file + " holds " + entry.getKey() + ": " + found.group()));
    }

    private String text(Path file) {
        try {
            return new String(Files.readAllBytes(checkout.file(file.toString())), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
