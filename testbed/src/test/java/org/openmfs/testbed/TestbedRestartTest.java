package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.testbed.web.Json;

/** A stop and a start in a folder that the user named is an outage that ends: everybody finds again what they knew. */
final class TestbedRestartTest {
    private static final String APP = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String SERVICE = "bbbbbbbb-0000-4000-8000-000000000001";
    private static final String NODE = "etsi-qkd-sdn-node:qkd_node";
    private static final String APPLICATIONS = NODE + "/qkd_applications";
    private static final String CONNECTIVITY = "tapi-common:context/tapi-connectivity:connectivity-context";

    @TempDir
    private Path scratch;

    private Path folder;
    private Path topology;

    @BeforeEach
    void choose_a_folder() throws IOException {
        folder = scratch.resolve("mine");
        topology = Files.writeString(scratch.resolve("three.json"), OutsideWorld.shipped("three-nodes"));
    }

    private OutsideWorld start(String... more) throws TestbedException, IOException {
        return OutsideWorld.startedWith(
                Stream.concat(Stream.of(topology.toString(), "--dir", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private void configure(OutsideWorld world) {
        world.register(
                APP, List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b"), List.of("A", "B"), List.of(world.link("A-B")));
        JsonObject path = Json.object(
                "uuid", SERVICE,
                "name", List.of(Json.object("value-name", "name", "value", "a path")),
                "end-point", List.of(end(world, "a", "apn-t-a"), end(world, "z", "apn-t-c")));
        world.apn()
                .expect(
                        201,
                        "PUT",
                        CONNECTIVITY + "/connectivity-service=" + SERVICE,
                        Json.object("tapi-connectivity:connectivity-service", List.of(path)));
    }

    private static JsonObject end(OutsideWorld world, String id, String sip) {
        return Json.object(
                "local-id", id, "service-interface-point", Json.object("service-interface-point-uuid", world.sip(sip)));
    }

    private static int status(OutsideWorld world, String path) {
        return world.apn().call("GET", path, "").statusCode();
    }

    @Test
    void addresses_ids_authority_and_credentials_are_the_same_after_a_restart() throws Exception {
        JsonObject before;
        Map<String, String> files;
        try (OutsideWorld world = start()) {
            before = world.json();
            files = contents();
        }
        try (OutsideWorld world = start()) {
            JsonObject after = world.json();
            assertThat(after).isEqualTo(before);
            assertThat(contents())
                    .containsAllEntriesOf(files)
                    .containsKeys("ca.pem", "control.json", "qkd-restconf.json", "sae/cf-a.p12", "sae/cf-a.key.pem");
        }
    }

    @Test
    void a_registered_application_gives_keys_again_after_a_restart() throws Exception {
        SaeClient before;
        try (OutsideWorld world = start()) {
            configure(world);
            before = world.sae("cf-a");
            assertThat(before.get("urn:mfs:cf:cf-b", "enc_keys").status()).isEqualTo(200);
        }
        try (OutsideWorld world = start()) {
            assertThat(before.get("urn:mfs:cf:cf-b", "enc_keys").status()).isEqualTo(200);
            List<String> ids = before.get("urn:mfs:cf:cf-b", "enc_keys").keyIds();
            assertThat(world.sae("cf-b").decrypt("urn:mfs:cf:cf-a", ids).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_light_path_is_carried_again_after_a_restart_on_its_old_route() throws Exception {
        JsonObject before;
        try (OutsideWorld world = start()) {
            world.apnControl().setFibre("G-A-I-1", false);
            configure(world);
            world.apnControl().setFibre("G-A-I-1", true);
            before = untilInstalled(world);
        }
        try (OutsideWorld world = start()) {
            assertThat(world.apnControl().show().get("services")).isEqualTo(before.get("services"));
            assertThat(world.apn().get(CONNECTIVITY).toString()).contains("a path");
        }
    }

    private static JsonObject untilInstalled(OutsideWorld world) throws IOException {
        JsonObject now = world.apnControl().show();
        while (!now.toString().contains("INSTALLED")) {
            now = world.apnControl().show();
        }
        return now;
    }

    @Test
    void what_was_deleted_before_the_stop_stays_deleted() throws Exception {
        try (OutsideWorld world = start()) {
            configure(world);
            world.qkdNode("A").expect(204, "DELETE", APPLICATIONS + "/qkd_app=" + APP, new JsonObject());
            world.apn().expect(204, "DELETE", CONNECTIVITY + "/connectivity-service=" + SERVICE, new JsonObject());
        }
        try (OutsideWorld world = start()) {
            assertThat(world.qkdNode("A").get(NODE).toString()).doesNotContain(APP);
            assertThat(world.qkdNode("B").get(NODE).toString()).contains(APP);
            assertThat(status(world, CONNECTIVITY + "/connectivity-service=" + SERVICE))
                    .isEqualTo(404);
        }
    }

    @Test
    void nothing_that_it_leaves_can_be_read_by_others() throws Exception {
        try (OutsideWorld world = start()) {
            configure(world);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(TestbedRestartTest::permissions))
                    .allSatisfy(p -> assertThat(p).endsWith("------"));
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void to_forget_takes_the_configuration_and_leaves_the_credentials() throws Exception {
        JsonObject before;
        Map<String, String> files;
        try (OutsideWorld world = start()) {
            configure(world);
            before = world.json();
            files = contents();
        }
        try (OutsideWorld world = start("--forget")) {
            assertThat(world.json()).isEqualTo(before);
            assertThat(contents().get("ca.pem")).isEqualTo(files.get("ca.pem"));
            assertThat(world.qkdNode("A").get(NODE).toString()).doesNotContain(APP);
            assertThat(status(world, CONNECTIVITY + "/connectivity-service=" + SERVICE))
                    .isEqualTo(404);
        }
    }

    @Test
    void a_link_that_the_file_gained_is_there_beside_the_configuration_that_was_kept() throws Exception {
        try (OutsideWorld world = start()) {
            configure(world);
        }
        Files.writeString(
                topology,
                OutsideWorld.shipped("three-nodes")
                        .replace(
                                "{ \"name\": \"A-B\"",
                                "{ \"name\": \"A-C\", \"a\": \"A\", \"b\": \"C\" }, { \"name\": \"A-B\""));
        try (OutsideWorld world = start()) {
            String node = world.qkdNode("A").get(NODE).toString();
            assertThat(node).contains(APP).contains(world.link("A-C")).contains(world.link("A-B"));
        }
    }

    @Test
    void a_node_that_forgets_is_as_it_left_the_factory_and_stays_so_after_a_restart() throws Exception {
        String fresh;
        try (OutsideWorld world = start()) {
            fresh = configuration(world, "A");
            configure(world);
            world.qkdControl().forget("A");
            assertThat(configuration(world, "A")).isEqualTo(fresh);
            assertThat(configuration(world, "B")).contains(APP);
            assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-b", "enc_keys").status())
                    .isEqualTo(401);
        }
        try (OutsideWorld world = start()) {
            assertThat(configuration(world, "A")).isEqualTo(fresh);
            assertThat(configuration(world, "B")).contains(APP);
        }
    }

    private static String configuration(OutsideWorld world, String node) {
        HttpResponse<String> answer = world.qkdNode(node).call("GET", NODE + "?content=config", "");
        return answer.body();
    }

    @Test
    void a_whole_network_of_either_kind_can_forget() throws Exception {
        try (OutsideWorld world = start()) {
            configure(world);
            world.qkdControl().forgetAll();
            world.apnControl().forget();
            assertThat(configuration(world, "A") + configuration(world, "B")).doesNotContain(APP);
            assertThat(status(world, CONNECTIVITY + "/connectivity-service=" + SERVICE))
                    .isEqualTo(404);
            configure(world);
        }
        try (OutsideWorld world = start()) {
            assertThat(configuration(world, "A")).contains(APP);
        }
    }

    @Test
    void what_others_delete_is_told_and_gone() throws Exception {
        try (OutsideWorld world = start()) {
            configure(world);
            try (RestconfClient.Events node = world.qkdNode("A").events();
                    RestconfClient.Events apn = world.apn().events()) {
                world.qkdControl().deleteApplication("A", APP);
                world.apnControl().deleteService(UUID.fromString(SERVICE));
                assertThat(node.next("etsi-qkd-sdn-node:sdqkdn_application_disconnected")
                                .toString())
                        .contains(APP);
                assertThat(apn.next("tapi-notification:event-notification").toString())
                        .contains(SERVICE);
            }
            assertThat(configuration(world, "A")).doesNotContain(APP);
            assertThat(status(world, CONNECTIVITY + "/connectivity-service=" + SERVICE))
                    .isEqualTo(404);
            assertThatThrownBy(() -> world.qkdControl().deleteApplication("A", APP))
                    .hasMessageContaining("404");
            assertThatThrownBy(() -> world.apnControl().deleteService(UUID.fromString(SERVICE)))
                    .hasMessageContaining("404");
        }
    }

    /** The public and secret files beside each other, by name; not what only the testbed itself reads. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (name.matches("(sae/.*|[a-z-]+-restconf\\.json|control\\.json|ca\\.pem)")) {
                    contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }
}
