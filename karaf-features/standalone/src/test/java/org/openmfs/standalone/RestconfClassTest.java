package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that no service could ever have: refused when they are written, with the leaf and what was expected. */
final class RestconfClassTest {
    private static final String GOLD = "/mfs-policy:protection-classes/protection-class=gold";
    private static final String PATH = "/mfs-policy:protection-classes/protection-class[id='gold']/";

    @TempDir
    private static Path folder;

    private static WholeController controller;

    @BeforeAll
    static void start() throws Exception {
        controller = new WholeController(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        controller.close();
    }

    private static NorthSide.Reply put(String leaves) throws Exception {
        return controller.send("PUT", GOLD, "{\"mfs-policy:protection-class\":[{\"id\":\"gold\"," + leaves + "}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "method":["ml-kem-1024","rot-13"] | method[.='rot-13'] | no such method is known: one of ml-kem-1024, ml-kem-768, psk-hmac, qkd-014 was expected, or one that mfs-method:methods names or a device reports
            "method":["ml-kem-1024","ml-kem-768"] | floor/least-diversity | diversity 2 is needed, and the grounds of the methods of the class reach 0: structured-lattice
            "method":["ml-kem-1024","psk-hmac"],"floor":{"factors":1,"least-diversity":2} | floor/least-diversity | no 1 methods of the class together reach diversity 2 and stand on every ground that is asked for
            "method":["ml-kem-1024","psk-hmac"],"floor":{"required-ground":["quantum-channel"]} | floor/required-ground[.='quantum-channel'] | no method of the class stands on this ground; they stand on pre-shared, structured-lattice
            "method":["ml-kem-768","psk-hmac"],"least-category":5 | least-category | methods of category 5 are needed, and only psk-hmac of the class count: 1 of 2
            """)
    void is_refused_with_its_leaf(String leaves, String leaf, String text) throws Exception {
        NorthSide.Reply reply = put(leaves);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(PATH + leaf);
        assertThat(reply.error().get("error-message").getAsString()).isEqualTo(text);
        assertThat(controller.configuration()).doesNotContain("\"gold\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Quantum-Channel", "mfs-types:quantum-channel", "", "-lattice"})
    void a_ground_that_is_no_word_is_refused_by_the_schema(String ground) throws Exception {
        NorthSide.Reply reply =
                put("\"method\":[\"ml-kem-1024\",\"psk-hmac\"],\"floor\":{\"required-ground\":[\"" + ground + "\"]}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).contains("/floor/required-ground");
    }

    @Test
    void a_method_of_another_vendor_is_known_once_the_catalogue_names_it() throws Exception {
        String acme = "\"method\":[\"acme-kem\",\"psk-hmac\"]";
        assertThat(put(acme).status()).isEqualTo(400);
        assertThat(controller
                        .send("PUT", "/mfs-method:methods/method=acme-kem", """
                                {"mfs-method:method":[{"id":"acme-kem","ground":["code-goppa"],"category":5}]}""")
                        .status())
                .isEqualTo(201);

        NorthSide.Reply reply = put(acme);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(controller.send("DELETE", GOLD, "").status()).isEqualTo(204);
    }
}
