package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.SettableFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;

/** A commit that ends when its client has been told that the datastore does not answer. */
final class LateCommitTest {
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";
    private static final String RED = "/restconf/data/mfs-service:services/service=red";

    @TempDir
    private Path folder;

    private final SettableFuture<Boolean> begin = SettableFuture.create();
    /** How long a change may take; what is not held takes a small part of it. */
    private static final Duration LIMIT = Duration.ofMillis(1500);

    private ShakyBroker broker;
    private NorthSide north;

    @BeforeEach
    void start() throws Exception {
        north = new NorthSide(folder, sound -> broker = new ShakyBroker(sound), LIMIT);
        // The first change of all takes longest, on a busy machine longer than the limit.
        assertThat(untilItEnded(() -> put(RED))).isIn(201, 204);
        broker.held.set(Optional.of(begin));
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    private NorthSide.Reply put(String service) {
        String id = service.substring(service.indexOf('=') + 1);
        return north.json("PUT", service, NorthSide.SERVICE.formatted(id));
    }

    private static String text(NorthSide.Reply reply) {
        return reply.error().get("error-message").getAsString();
    }

    @Test
    void is_never_told_as_not_made_and_holds_other_changes_back_until_it_ends() {
        String before = north.get(RED).header("etag");

        NorthSide.Reply given = put(BLUE);
        broker.held.set(Optional.empty());

        assertThat(given.status()).isEqualTo(503);
        assertThat(text(given)).contains("not said in time whether it made the change");
        NorthSide.Reply other = north.json("DELETE", RED, "");
        assertThat(other.status()).isEqualTo(503);
        assertThat(text(other)).contains("what became of an earlier change");

        String between = north.get(RED).header("etag");
        begin.set(true);

        assertThat(untilItEnded(() -> north.json("DELETE", RED, ""))).isEqualTo(204);
        assertThat(north.get(BLUE).status()).isEqualTo(200);
        assertThat(north.get(BLUE).header("etag")).isNotEqualTo(between).isNotEqualTo(before);
    }

    @Test
    void that_fails_in_the_end_frees_the_way_too() {
        assertThat(north.json("DELETE", RED, "").status()).isEqualTo(503);
        broker.held.set(Optional.empty());
        begin.setException(new TransactionCommitFailedException("no majority"));

        assertThat(untilItEnded(() -> put(BLUE))).isEqualTo(201);
        assertThat(north.get(RED).status()).isEqualTo(200);
    }

    /** The late commit ends on a thread of its own. */
    private static int untilItEnded(Supplier<NorthSide.Reply> change) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int status = change.get().status();
        while (status == 503 && System.nanoTime() < limit) {
            status = change.get().status();
        }
        return status;
    }
}
