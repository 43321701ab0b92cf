package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** A datastore tells of a change a while after it was made. */
final class RestconfLateNoticeTest {
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";

    @TempDir
    private Path folder;

    private LateNotices broker;
    private NorthSide north;

    @BeforeEach
    void start() throws Exception {
        north = new NorthSide(folder, sound -> broker = new LateNotices(sound), Duration.ofSeconds(20));
        assertThat(north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue")).status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    private NorthSide.Reply change(String text, String... headers) {
        return north.json("PUT", BLUE + "/text", "{\"mfs-service:text\":\"" + text + "\"}", headers);
    }

    private void awaitHeld(int changes) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (broker.held() < changes && System.nanoTime() < limit) {
            Thread.onSpinWait();
        }
    }

    @Test
    void of_two_changes_with_the_same_entity_tag_one_is_made_although_nobody_was_told_of_it_yet() {
        String seen = north.get(BLUE).header("etag");
        broker.hold();

        assertThat(change("one", "If-Match", seen).status()).isEqualTo(201);

        assertThat(change("two", "If-Match", seen).status()).isIn(412, 503);
        assertThat(north.get(BLUE + "/text").body()).contains("one");
    }

    @Test
    void the_entity_tag_of_an_answer_does_not_stand_for_what_another_changed_after_it() throws Exception {
        broker.hold();
        CompletableFuture<NorthSide.Reply> mine = CompletableFuture.supplyAsync(() -> change("one"));
        awaitHeld(1);
        var another = broker.newWriteOnlyTransaction();
        another.delete(CONFIGURATION, YangInstanceIdentifier.of(Services.QNAME));
        another.commit().get();
        awaitHeld(2);
        broker.tell();

        String seen = mine.get().header("etag");

        assertThat(north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue"), "If-Match", seen)
                        .status())
                .isEqualTo(412);
    }
}
