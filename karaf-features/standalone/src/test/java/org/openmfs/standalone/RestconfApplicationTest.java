package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R11: applications over RESTCONF; a service that nobody needs to know of is refused with who says so. */
final class RestconfApplicationTest {
    private static final String NETWORKS = """
            {"ietf-network:networks":{"network":[{"network-id":"site","network-types":{"mfs-network:mfs-network":{}},\
            "node":[{"node-id":"n","mfs-network:cf":[{"id":"c"}],\
            "mfs-network:encryption-point":[{"id":"p","kind":"kernel","cf":"c","enc-dec":"macsec0"}],\
            "mfs-network:endpoint":[{"id":"a","encryption-point":"p"},{"id":"z","encryption-point":"p"}]}]}]}}""";
    private static final String CLASSES = """
            {"mfs-policy:protection-classes":{"protection-class":[\
            {"id":"gold","method":["ml-kem-1024","qkd-014"]},{"id":"silver","method":["ml-kem-1024","qkd-014"]}]}}""";
    private static final String APPLICATIONS = """
            {"mfs-application:applications":{"application":[\
            {"id":"imaging","endpoint":["a"],"need-to-know":[{"application":"archives","protection-class":["gold"]}]},\
            {"id":"archives","endpoint":["z"],"need-to-know":[{"application":"imaging","protection-class":["gold"]}]}]}}""";
    private static final String BLUE = """
            {"mfs-service:service":[{"id":"blue","a-end":{"endpoint":"a"},"z-end":{"endpoint":"z"},\
            "protection-class":"%s"}]}""";
    private static final String ARCHIVES = "/mfs-application:applications/application=archives";

    @TempDir
    private Path folder;

    private WholeController controller;

    @BeforeEach
    void start() throws Exception {
        controller = new WholeController(folder.resolve("data"));
        put("/ietf-network:networks", NETWORKS);
        put("/mfs-policy:protection-classes", CLASSES);
        put("/mfs-application:applications", APPLICATIONS);
    }

    @AfterEach
    void stop() throws Exception {
        controller.close();
    }

    private void put(String path, String body) throws Exception {
        var reply = controller.send("PUT", path, body);
        assertThat(reply.status()).as(reply.body()).isIn(201, 204);
    }

    @Test
    void R11_a_service_of_a_class_that_is_not_named_is_refused_and_one_that_is_named_is_not() throws Exception {
        var refused = controller.send("PUT", "/mfs-service:services/service=blue", BLUE.formatted("silver"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("application imaging does not let application archives know data of class silver");

        put("/mfs-service:services/service=blue", BLUE.formatted("gold"));
        var inUse = controller.send("DELETE", ARCHIVES, "");
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.body()).contains("in-use", "which service blue needs");
        assertThat(controller.send("GET", ARCHIVES, "").body()).contains("\"imaging\"");
    }
}
