package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.common.api.ReadFailedException;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** Changes while the datastore can't say what is configured: none goes through without having been looked at. */
final class UnreadableStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";
    private static final String ALPHA = "/restconf/data/mfs-network:devices/device=alpha";
    private static final String DEVICE = """
            {"mfs-network:device":[{"id":"alpha","host":"127.0.0.1","host-key":"SHA256:%s","user":"mfs",\
            "password":"planted-secret"}]}""".formatted("A".repeat(43));

    /** Says that whatever is there once is in use. */
    private static final RequestCheck IN_USE = new RequestCheck() {
        @Override
        public Set<QName> concerns() {
            return Set.of(Services.QNAME);
        }

        @Override
        public List<Refusal> check(ProposedChange change) {
            return change.before(Services.QNAME).isPresent()
                            && !change.after(Services.QNAME).equals(change.before(Services.QNAME))
                    ? List.of(new Refusal(ErrorTag.IN_USE, "/mfs-service:services", "in use"))
                    : List.of();
        }
    };

    /** As a store in memory tells it, and as one in a cluster throws it. */
    private static final Map<String, ShakyBroker.Trouble> TROUBLES = Map.of(
            "a read that takes too long",
            () -> FluentFutures.immediateFailedFluentFuture(
                    new ReadFailedException("Error reading", new TimeoutException("no answer in 15 s"))),
            "a read that is thrown out",
            () -> {
                throw new IllegalStateException("the shard has no leader");
            });

    @TempDir
    private Path folder;

    private ShakyBroker broker;
    private NorthSide north;

    @BeforeEach
    void start() throws Exception {
        north = new NorthSide(folder, sound -> broker = new ShakyBroker(sound), PATIENCE, IN_USE);
        assertThat(north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue")).status())
                .isEqualTo(201);
        assertThat(north.json("PUT", ALPHA, DEVICE).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    @Test
    void what_would_be_refused_as_in_use_is_refused_when_nobody_can_see_whether_it_is() {
        String other = NorthSide.SERVICE.formatted("blue").replace("60", "90");
        assertThat(north.json("PUT", BLUE, other).status()).isEqualTo(409);
        for (var side : List.of(broker.before, broker.after)) {
            TROUBLES.forEach((what, trouble) -> {
                side.set(Optional.of(trouble));
                for (NorthSide.Reply reply : List.of(
                        north.json("PUT", BLUE, other),
                        north.json("PATCH", BLUE, other),
                        north.json("DELETE", BLUE, ""))) {
                    assertThat(reply.status()).as("%s: %s", what, reply.body()).isEqualTo(503);
                    assertThat(reply.error().get("error-message").getAsString())
                            .contains("the configuration can't be read")
                            .contains("nothing was changed");
                }
                side.set(Optional.empty());
                assertThat(north.get(BLUE).body()).as(what).contains("60");
            });
        }
    }

    @Test
    void a_password_that_is_to_be_kept_is_not_lost_because_it_can_not_be_seen() {
        String without = DEVICE.replace(",\"password\":\"planted-secret\"", "");
        TROUBLES.forEach((what, trouble) -> {
            broker.after.set(Optional.of(trouble));
            assertThat(north.json("PUT", ALPHA, without).status()).as(what).isEqualTo(503);
            broker.after.set(Optional.empty());
            assertThat(north.get(ALPHA).body()).as(what).contains("\"password-set\":true");
        });
    }

    @Test
    void a_read_of_what_can_not_be_read_now_is_503_and_says_when_to_come_again() {
        broker.before.set(
                Optional.of(() -> FluentFutures.immediateFailedFluentFuture(new ReadFailedException("no leader"))));
        var failed = north.get("/restconf/data/mfs-service:services?content=config");
        broker.before.set(Optional.of(() -> {
            throw new IllegalStateException("no shard");
        }));
        var thrown = north.get("/restconf/data/mfs-service:services?content=config");

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("retry-after")).isNotEmpty();
        assertThat(thrown.status()).isEqualTo(503);
    }
}
