package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.rules.ConfigurationRules;
import org.openmfs.controller.spi.OfferedFacets;

/** The example configuration in {@code yang-models/examples}, written over RESTCONF and read by the controller. */
final class ExampleConfigurationTest {
    private static final Path EXAMPLES = Path.of("../../yang-models/examples");
    private static final String ROOT = "/restconf/data/";
    private static final String NODE = ROOT + "ietf-network:networks/network=metro/node=site-a/";
    private static final String NEAR = NODE + "mfs-network:endpoint=image-analysis/near-endpoint";
    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    @BeforeEach
    void the_example_is_written() throws IOException {
        for (String module : List.of("mfs-network", "mfs-method", "mfs-policy", "mfs-service")) {
            String text = Files.readString(EXAMPLES.resolve(module + ".config.json"));
            JsonObject example = JsonParser.parseString(text).getAsJsonObject();
            for (String name : example.keySet()) {
                JsonObject body = new JsonObject();
                body.add(name, example.get(name));
                var reply = north.json("PUT", ROOT + name, body.toString());
                assertThat(reply.status()).as(reply.body()).isIn(201, 204);
            }
        }
    }

    @Test
    void the_controller_reads_all_of_it_and_finds_no_defect() {
        RecordedConfiguration read = read();

        assertThat(read.all(Device.class)).hasSize(2);
        assertThat(read.all(ManagedNetwork.class)).hasSize(2);
        assertThat(read.all(Method.class)).hasSize(4);
        assertThat(read.all(ProtectionClass.class)).hasSize(2);
        assertThat(read.all(Intent.class)).hasSize(2);
        assertThat(read.all(Network.class)).singleElement().satisfies(network -> {
            assertThat(network.nodes()).hasSize(2);
            assertThat(network.links()).hasSize(2);
        });
        assertThat(new ConfigurationRules(OfferedFacets.BUILT_IN).defects(read.proposed(), read.proposed()))
                .isEmpty();
    }

    @Test
    void L7_a_near_endpoint_is_recorded_apart_from_the_endpoint_with_its_owner_and_whether_that_is_a_third_party() {
        Network.NearEndpoint near = near();
        assertThat(near.owner()).isEqualTo("Hosting Company");
        assertThat(near.thirdParty()).isTrue();
        assertThat(read().node("site-b").endpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.near()).isEmpty());

        String mine = "{\"mfs-network:near-endpoint\":{\"owner\":\"us\"}}";
        assertThat(north.json("PUT", NEAR, mine).status()).isEqualTo(204);

        assertThat(near().owner()).isEqualTo("us");
        assertThat(near().thirdParty()).isFalse();
        var nobodys = north.json("PUT", NEAR, "{\"mfs-network:near-endpoint\":{\"third-party\":true}}");
        assertThat(nobodys.status()).isEqualTo(400);
        assertThat(nobodys.path()).endsWith("near-endpoint/owner");
    }

    @Test
    void L8_the_execution_environment_of_a_near_endpoint_is_an_attribute_that_is_written_and_read() {
        assertThat(north.get(NEAR).body()).contains("\"execution-environment\":\"tee\"");
        assertThat(near().environment()).isEqualTo("tee");

        for (String environment : List.of("hsm", "ordinary")) {
            assertThat(environment(environment).status()).isEqualTo(204);
            assertThat(near().environment()).isEqualTo(environment);
        }

        assertThat(environment("bunker").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apn-t", "flex-br", "network-device", "smart-nic", "vnic", "kernel"})
    void L9_an_offload_destination_is_recorded_whether_or_not_there_is_a_near_endpoint(String kind) {
        String body = "{\"mfs-network:kind\":\"" + kind + "\"}";
        assertThat(north.json("PUT", NODE + "mfs-network:encryption-point=nic/kind", body)
                        .status())
                .isEqualTo(204);

        assertThat(read().node("site-a").encryptionPoints())
                .extracting(Network.EncryptionPoint::kind)
                .containsExactly(kind);
        assertThat(endpoint().near()).isPresent();
        assertThat(north.json("DELETE", NEAR, "").status()).isEqualTo(204);
        assertThat(endpoint().near()).isEmpty();
        assertThat(endpoint().encryptionPoints()).containsExactly("nic");
    }

    @Test
    void alternatives_of_an_endpoint_are_read_in_the_order_of_the_operator() {
        for (String id : List.of("spare", "kernel")) {
            String point = "{\"mfs-network:encryption-point\":[{\"id\":\"" + id
                    + "\",\"kind\":\"kernel\",\"cf\":\"cf-alice\",\"enc-dec\":\"" + id + "\"}]}";
            assertThat(north.json("PUT", NODE + "mfs-network:encryption-point=" + id, point)
                            .status())
                    .isEqualTo(201);
        }
        String both = "{\"mfs-network:endpoint\":[{\"id\":\"image-analysis\",\"encryption-point\":\"nic\","
                + "\"alternative-encryption-point\":[\"spare\",\"kernel\"]}]}";
        assertThat(north.json("PUT", NODE + "mfs-network:endpoint=image-analysis", both)
                        .status())
                .isEqualTo(204);
        assertThat(endpoint().encryptionPoints()).containsExactly("nic", "spare", "kernel");
    }

    @ParameterizedTest
    @EnumSource(Network.Offload.class)
    void L10_how_much_an_offload_destination_takes_over_is_recorded_without_a_near_endpoint_too(Network.Offload much) {
        String body = "{\"mfs-network:offload\":\"" + much.name().toLowerCase(Locale.ROOT) + "\"}";
        assertThat(north.json("DELETE", NEAR, "").status()).isEqualTo(204);
        assertThat(north.json("PUT", NODE + "mfs-network:encryption-point=nic/offload", body)
                        .status())
                .isEqualTo(204);

        assertThat(read().node("site-a").encryptionPoints())
                .extracting(Network.EncryptionPoint::offload)
                .containsExactly(Optional.of(much));
    }

    private static NorthSide.Reply environment(String value) {
        return north.json(
                "PUT", NEAR + "/execution-environment", "{\"mfs-network:execution-environment\":\"" + value + "\"}");
    }

    private static Network.NearEndpoint near() {
        return endpoint().near().orElseThrow();
    }

    private static Network.Endpoint endpoint() {
        return read().node("site-a").endpoints().getFirst();
    }

    private static RecordedConfiguration read() {
        return RecordedConfiguration.of(north.mdsal.dataBroker());
    }
}
