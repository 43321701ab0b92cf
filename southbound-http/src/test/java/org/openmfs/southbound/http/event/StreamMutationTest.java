package org.openmfs.southbound.http.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.spi.DeadThreads;
import org.openmfs.controller.spi.Printed;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.ScriptedServer;
import org.openmfs.southbound.http.json.JsonMutations;
import org.openmfs.southbound.http.json.JsonMutations.Kind;
import org.openmfs.southbound.http.json.JsonMutations.Mutation;
import org.openmfs.southbound.http.json.JsonNode;

/** Every leaf that is read of a list of event streams, wrong in eight ways: it is asked for again, and then followed. */
@Timeout(300)
final class StreamMutationTest {
    private static final String ASKED = "GET " + ScriptedServer.STREAMS;
    private static final Pace QUICK = new Pace(Duration.ofMillis(50), Duration.ofMillis(20));

    @Test
    void every_leaf_of_the_list_of_streams_may_be_wrong() throws Exception {
        List<String> asked = new ArrayList<>();
        assertThat(EventStreams.first(JsonNode.parse(ScriptedServer.GOOD_STREAMS, asked::add)))
                .isPresent();
        List<Mutation> mutations = new JsonMutations(ScriptedServer.GOOD_STREAMS, Printed.seed("streams")).of(asked);
        try (DeadThreads dead = new DeadThreads()) {
            for (Mutation mutation : mutations) {
                follow(mutation);
            }
            assertThat(dead.all()).isEmpty();
        }
        long leaves = mutations.stream().map(Mutation::path).distinct().count();
        Printed.line("mutations: " + leaves + " leaves × 8 = " + mutations.size() + ", all recovered (streams)");
        assertThat(mutations).hasSizeGreaterThan(50).hasSize((int) leaves * Kind.values().length);
    }

    private static void follow(Mutation mutation) throws InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (ScriptedServer manager = new ScriptedServer()) {
            RestconfClient client =
                    new RestconfClient("west", manager.root(), ManagerTls.trusting(Optional.empty()), new Login.None());
            manager.answer(ScriptedServer.STREAMS, mutation.text());
            SouthboundFailure refused = catchThrowableOfType(
                    SouthboundFailure.class, () -> client.read(ScriptedServer.STREAMS, EventStreams::first));
            if (refused != null) {
                assertThat(refused).as("%s", mutation).hasMessageContaining(manager.address());
                assertThat(refused).as("%s", mutation).hasMessageContaining(mutation.leaf());
            }
            try (EventFollower follower = new EventFollower(client, events::add, QUICK)) {
                long before = manager.count(ASKED);
                manager.await(
                        "the list again, or a follower, with " + mutation,
                        () -> manager.count(ASKED) > before + 1 || manager.followers() > 0);
                manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
                manager.awaitFollower();
                manager.publish("here");
                assertThat(events.poll(10, TimeUnit.SECONDS)).as("%s", mutation).contains("here");
            }
        }
    }
}
