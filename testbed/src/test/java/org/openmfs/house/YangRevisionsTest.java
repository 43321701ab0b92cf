package org.openmfs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A device of another maker knows a YANG module by name and revision: of one revision there is one text. */
final class YangRevisionsTest {
    private static final String PUBLISHED = "testbed/src/test/resources/house/yang-revisions.txt";
    private static final Pattern REVISION = Pattern.compile("(?m)^  revision (\\d{4}-\\d{2}-\\d{2}) \\{$");

    private final Checkout checkout = Checkout.found();

    private List<Path> modules() {
        return checkout.trackedFiles().stream()
                .filter(file -> file.startsWith("yang-models/src/main/yang"))
                .toList();
    }

    @Test
    void the_text_of_a_module_is_the_one_that_was_published_under_its_revision() {
        List<String> published = checkout.text(PUBLISHED).lines().toList();

        assertThat(modules())
                .hasSizeGreaterThan(8)
                .allSatisfy(file ->
                        assertThat(published).contains(name(file) + " " + sha256(checkout.text(file.toString()))));
    }

    @Test
    void a_module_lies_in_a_file_of_its_newest_revision_and_tells_of_all_that_were_published() {
        List<String> published = checkout.text(PUBLISHED).lines().toList();

        assertThat(modules()).allSatisfy(file -> {
            String module = name(file).replaceFirst("@.*", "@");
            List<String> told = REVISION.matcher(checkout.text(file.toString()))
                    .results()
                    .map(found -> module + found.group(1))
                    .toList();
            assertThat(told)
                    .startsWith(name(file))
                    .containsExactlyInAnyOrderElementsOf(published.stream()
                            .filter(line -> line.startsWith(module))
                            .map(line -> line.replaceFirst(" .*", ""))
                            .toList());
        });
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".yang", "");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
