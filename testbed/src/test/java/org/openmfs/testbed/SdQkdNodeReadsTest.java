package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SdQkdNodeReadsTest {
    private static final String NODE = "etsi-qkd-sdn-node:qkd_node";

    private OutsideWorld world;

    @BeforeEach
    void start() throws TestbedException, IOException {
        world = new OutsideWorld(OutsideWorld.shipped("three-nodes"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void the_content_and_depth_of_an_answer_can_be_chosen() {
        JsonObject config = world.qkdNode("A").get(NODE + "?content=config").getAsJsonObject(NODE);
        JsonObject state = world.qkdNode("A").get(NODE + "?content=nonconfig").getAsJsonObject(NODE);
        JsonObject shallow = world.qkdNode("A").get(NODE + "?depth=2").getAsJsonObject(NODE);

        assertThat(config.has("qkdn_status")).isFalse();
        assertThat(config.has("qkdn_version")).isTrue();
        assertThat(state.has("qkdn_status")).isTrue();
        assertThat(state.has("qkdn_version")).isFalse();
        assertThat(shallow.get("qkdn_version")).isNotNull();
        assertThat(shallow.getAsJsonObject("qkd_links").isEmpty()).isTrue();
    }

    @Test
    void configuration_that_was_read_can_be_written_back() {
        JsonObject config = world.qkdNode("A").get(NODE + "?content=config");

        world.qkdNode("A").expect(204, "PUT", NODE, config);

        assertThat(world.qkdNode("A").get(NODE + "?content=config")).isEqualTo(config);
        assertThat(world.qkdNode("A").get(NODE + "/qkd_links").toString()).contains("etsi-qkd-node-types:ACTIVE");
    }
}
