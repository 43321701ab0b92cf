package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.testbed.web.Json;

/** The KMEs speak ETSI GS QKD 014 V1.1.1. */
final class KeyDeliveryTest {
    private static final String A = "urn:mfs:cf:cf-a";
    private static final String B = "urn:mfs:cf:cf-b";
    private static final String B2 = "https://cf.example/b/2";
    private static final String TOPOLOGY = """
            {"name": "delivery", "qkd": {
              "keys": {"default-bits": 256, "min-bits": 128, "max-bits": 512, "max-per-request": 10, "max-additional-saes": 2},
              "nodes": [{"name": "A"}, {"name": "B"}, {"name": "C"}],
              "links": [{"name": "A-B", "a": "A", "b": "B", "rate": 0, "initial-bits": 1000000},
                        {"name": "A-C", "a": "A", "b": "C", "rate": 0, "initial-bits": 1000}],
              "saes": [{"name": "cf-a", "node": "A"}, {"name": "cf-b", "node": "B"}, {"name": "cf-c", "node": "C"},
                       {"name": "cf-b2", "uri": "https://cf.example/b/2", "node": "B"},
                       {"name": "lonely", "node": "B"}]}}
            """;
    private static OutsideWorld world;
    private static SaeClient a;
    private static SaeClient b;

    @BeforeAll
    static void start() throws Exception {
        world = new OutsideWorld(TOPOLOGY);
        a = world.sae("cf-a");
        b = world.sae("cf-b");
        world.register(
                "aaaaaaaa-0000-4000-8000-000000000001",
                List.of(A, B, B2),
                List.of("A", "B"),
                List.of(world.link("A-B")));
        world.register(
                "aaaaaaaa-0000-4000-8000-000000000002",
                List.of(A, "urn:mfs:cf:cf-c"),
                List.of("A", "C"),
                List.of(world.link("A-C")));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void status_has_every_member_and_whole_numbers() {
        SaeClient.Answer answer = a.get(B, "status");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        JsonObject status = answer.json();
        assertThat(status.get("source_KME_ID").getAsString()).isEqualTo("kme-a");
        assertThat(status.get("target_KME_ID").getAsString()).isEqualTo("kme-b");
        assertThat(status.get("master_SAE_ID").getAsString()).isEqualTo(A);
        assertThat(status.get("slave_SAE_ID").getAsString()).isEqualTo(B);
        for (String number : List.of(
                "key_size",
                "stored_key_count",
                "max_key_count",
                "max_key_per_request",
                "max_key_size",
                "min_key_size",
                "max_SAE_ID_count")) {
            assertThat(status.get(number).getAsString()).matches("[0-9]+");
        }
        assertThat(status.get("stored_key_count").getAsInt()).isPositive();
    }

    @Test
    void a_master_and_its_slave_get_the_same_key_of_the_default_size() {
        SaeClient.Answer encrypt = a.post(B, "enc_keys", new JsonObject());
        SaeClient.Answer decrypt = b.decrypt(A, encrypt.keyIds());

        assertThat(encrypt.status()).isEqualTo(200);
        assertThat(encrypt.keyIds())
                .singleElement()
                .satisfies(id -> assertThat(UUID.fromString(id)).isNotNull());
        assertThat(Base64.getDecoder().decode(encrypt.keys().getFirst())).hasSize(32);
        assertThat(decrypt.json()).isEqualTo(encrypt.json());
    }

    @Test
    void either_member_of_an_application_can_be_the_master() {
        SaeClient.Answer encrypt = b.post(A, "enc_keys", new JsonObject());

        assertThat(a.decrypt(B, encrypt.keyIds()).keys()).isEqualTo(encrypt.keys());
    }

    @Test
    void the_simple_forms_work_with_get() {
        SaeClient.Answer plain = a.get(B, "enc_keys");
        SaeClient.Answer sized = a.get(B, "enc_keys?number=3&size=128");
        SaeClient.Answer decrypt = b.get(A, "dec_keys?key_ID=" + plain.keyIds().getFirst());

        assertThat(decrypt.keys()).isEqualTo(plain.keys());
        assertThat(Set.copyOf(sized.keys())).hasSize(3);
        assertThat(Set.copyOf(sized.keyIds())).hasSize(3);
        assertThat(sized.keys())
                .allSatisfy(key -> assertThat(Base64.getDecoder().decode(key)).hasSize(16));
    }

    @Test
    void a_key_can_be_fetched_once() {
        List<String> ids = a.get(B, "enc_keys").keyIds();

        assertThat(b.decrypt(A, ids).status()).isEqualTo(200);
        SaeClient.Answer again = b.decrypt(A, ids);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.message()).isEqualTo("one or more keys specified are not found on KME");
    }

    @Test
    void keys_are_handed_out_all_or_none() {
        String id = a.get(B, "enc_keys").keyIds().getFirst();

        SaeClient.Answer mixed = b.decrypt(A, List.of(id, UUID.randomUUID().toString()));

        assertThat(mixed.status()).isEqualTo(400);
        assertThat(mixed.message()).isEqualTo("one or more keys specified are not found on KME");
        assertThat(b.decrypt(A, List.of(id)).status()).isEqualTo(200);
    }

    @Test
    void an_sae_that_was_not_named_gets_401_and_the_key_stays_for_the_one_that_was() {
        List<String> ids = a.get(B, "enc_keys").keyIds();

        SaeClient.Answer stranger = world.sae("cf-b2").decrypt(A, ids);

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(b.decrypt(A, ids).status()).isEqualTo(200);
    }

    @Test
    void a_slave_that_names_another_master_finds_nothing() {
        List<String> ids = a.get(B, "enc_keys").keyIds();

        assertThat(b.decrypt("urn:mfs:cf:nobody", ids).status()).isEqualTo(400);
        assertThat(b.decrypt(A, ids).status()).isEqualTo(200);
    }

    @Test
    void additional_slaves_get_the_same_key_over_their_own_links() {
        JsonObject wish = Json.object("additional_slave_SAE_IDs", List.of("urn:mfs:cf:cf-c", B2));

        SaeClient.Answer encrypt = a.post(B, "enc_keys", wish);

        for (String slave : List.of("cf-b", "cf-c", "cf-b2")) {
            SaeClient.Answer decrypt = world.sae(slave).decrypt(A, encrypt.keyIds());
            assertThat(decrypt.keys()).as(slave).isEqualTo(encrypt.keys());
            assertThat(world.sae(slave).decrypt(A, encrypt.keyIds()).status()).isEqualTo(400);
        }
    }

    @Test
    void an_sae_id_with_a_slash_is_one_segment_of_the_path() {
        SaeClient.Answer encrypt = a.post(B2, "enc_keys", new JsonObject());

        assertThat(encrypt.status()).isEqualTo(200);
        assertThat(world.sae("cf-b2").decrypt(A, encrypt.keyIds()).keys()).isEqualTo(encrypt.keys());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"size\": 250} | size shall be a multiple of 8",
                "{\"extension_mandatory\": [{\"mfs_route\": 1}]} | not all extension_mandatory parameters are supported",
                "{\"size\": 64} | size shall be from 128 to 512",
                "{\"size\": 1024} | size shall be from 128 to 512",
                "{\"number\": 0} | number shall be from 1 to 10",
                "{\"number\": 11} | number shall be from 1 to 10",
                "{\"number\": \"3\"} | number shall be an integer",
                "{\"number\": 1.5} | number shall be an integer",
                "{\"colour\": \"blue\"} | unknown parameter colour",
                "{\"additional_slave_SAE_IDs\": \"x\"} | additional_slave_SAE_IDs shall be an array of strings",
                "{\"additional_slave_SAE_IDs\": [\"a\",\"b\",\"c\"]} | at most 2 additional slave SAEs",
                "{\"additional_slave_SAE_IDs\": [\"nobody\"]} | no such SAE: nobody",
                "[] | the body is not a JSON object",
                "{\"size\": 256 | the body is not a JSON object",
            })
    void a_wrong_key_request_gets_400_with_a_message(String body, String message) {
        SaeClient.Answer answer = a.post(B, "enc_keys", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void an_optional_extension_is_ignored() {
        JsonObject wish = Json.object("extension_optional", List.of(Json.object("mfs_route", 1)));

        assertThat(a.post(B, "enc_keys", wish).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enc_keys?extension_optional=1",
                "enc_keys?number=1&number=2",
                "enc_keys?size=x",
                "dec_keys",
                "dec_keys?key_ID=7"
            })
    void a_wrong_get_request_gets_400(String request) {
        assertThat(a.get(B, request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key_IDs\": []}", "{\"key_IDs\": [{\"key_ID\": \"x\"}]}", "{\"key_IDs\": [7]}"})
    void a_wrong_key_ids_request_gets_400(String body) {
        assertThat(b.post(A, "dec_keys", body).status()).isEqualTo(400);
    }

    @Test
    void without_a_client_certificate_there_is_no_connection() {
        SaeClient nobody = new SaeClient(world.node("A").get("kme").getAsString(), world.trust());

        assertThatThrownBy(() -> nobody.send(nobody.request(B, "status").GET().build()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_sae_is_served_by_the_kme_of_its_own_node_only() {
        assertThat(world.saeAt("cf-b", "A").get(A, "status").status()).isEqualTo(401);
    }

    @Test
    void saes_without_a_registered_application_get_401_and_the_controller_is_told_once() throws Exception {
        try (RestconfClient.Events events = world.qkdNode("B").events()) {
            SaeClient lonely = world.sae("lonely");

            assertThat(lonely.get(A, "enc_keys").status()).isEqualTo(401);
            assertThat(lonely.get(A, "status").status()).isEqualTo(401);

            JsonObject application =
                    events.next("etsi-qkd-sdn-node:sdqkdn_application_new").getAsJsonObject("qkd_application");
            assertThat(application.get("server_app_id").getAsString()).isEqualTo("urn:mfs:cf:lonely");
            assertThat(Json.texts(application, "client_app_id")).containsExactly(A);
            assertThat(application.get("local_qkdn_id"))
                    .isEqualTo(world.node("B").get("id"));
        }
    }

    @Test
    void an_empty_pool_gets_503() {
        SaeClient.Answer first = a.post("urn:mfs:cf:cf-c", "enc_keys", Json.object("number", 10));

        assertThat(first.status()).isEqualTo(503);
        assertThat(first.message()).isEqualTo("insufficient key material");
    }

    @Test
    void other_paths_and_methods_are_not_there() throws IOException {
        assertThat(a.get(B, "keys").status()).isEqualTo(404);
        assertThat(a.post(B, "status", "{}").status()).isEqualTo(405);
        assertThat(a.send(a.request(B, "enc_keys").DELETE().build()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void the_id_can_come_from_the_common_name_instead() throws Exception {
        String topology =
                OutsideWorld.shipped("two-nodes").replace("\"qkd\": {", "\"qkd\": {\"sae-id-source\": \"cn\",");
        try (OutsideWorld other = new OutsideWorld(topology)) {
            other.register(
                    "aaaaaaaa-0000-4000-8000-000000000003",
                    List.of(A, B),
                    List.of("A", "B"),
                    List.of(other.link("A-B")));

            SaeClient.Answer encrypt = other.sae("cf-a").post("cf-b", "enc_keys", new JsonObject());

            assertThat(other.sae("cf-b").decrypt("cf-a", encrypt.keyIds()).keys())
                    .isEqualTo(encrypt.keys());
            assertThat(other.sae("cf-a").get(B, "status").status()).isEqualTo(400);
        }
    }
}
