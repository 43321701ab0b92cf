package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operation that replaces a service's key, as clients of the whole controller find it. */
final class RestconfRekeyTest {
    private static final String REKEY = "/restconf/operations/mfs-operation:rekey-service";
    private static final String BLUE = "{\"mfs-operation:input\":{\"id\":\"blue\"}}";

    @Test
    void what_has_no_key_to_replace_is_refused_with_the_leaf(@TempDir Path folder) throws Exception {
        try (WholeController controller = new WholeController(folder)) {
            NorthSide.Reply unknown = controller.sendTo("POST", REKEY, BLUE);
            assertThat(unknown.tag()).isEqualTo("data-missing");
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.body()).contains("/mfs-operation:input/id", "there is no service blue");
        }
    }

    @Test
    void a_viewer_may_not_invoke_it(@TempDir Path folder) throws Exception {
        try (NorthSide north = new NorthSide(folder)) {
            assertThat(north.send("POST", REKEY, NorthSide.JSON, BLUE, north.viewer)
                            .status())
                    .isEqualTo(403);
        }
    }
}
