package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** Others than clients of RESTCONF may change the configuration, too. */
final class RestconfVersionTest {
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";

    @TempDir
    private Path folder;

    private DOMDataBroker broker;
    private NorthSide north;

    @BeforeEach
    void start() throws Exception {
        north = new NorthSide(folder, sound -> broker = sound, Duration.ofSeconds(20));
        assertThat(north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue")).status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    @Test
    void a_change_by_another_program_changes_the_entity_tag_so_that_no_client_overwrites_it_unseen() throws Exception {
        String seen = north.get(BLUE).header("etag");
        var transaction = broker.newWriteOnlyTransaction();
        transaction.delete(CONFIGURATION, YangInstanceIdentifier.of(Services.QNAME));
        transaction.commit().get();

        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (tag().equals(seen) && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
        NorthSide.Reply late = north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue"), "If-Match", seen);

        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    void a_time_that_was_told_allows_no_change_after_another_in_the_same_second() {
        String told;
        String later;
        do {
            told = write("one").header("last-modified");
            later = write("two").header("last-modified");
        } while (!told.equals(later));

        boolean refused =
                told.isEmpty() || write("three", "If-Unmodified-Since", told).status() == 412;
        assertThat(refused).isTrue();
    }

    private NorthSide.Reply write(String text, String... headers) {
        return north.json("PUT", BLUE + "/text", "{\"mfs-service:text\":\"" + text + "\"}", headers);
    }

    private String tag() {
        return north.get("/restconf/data?depth=1").header("etag");
    }
}
