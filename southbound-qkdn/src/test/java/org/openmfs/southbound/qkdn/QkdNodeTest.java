package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.session.PassedOver;
import org.openmfs.southbound.qkdn.HeldNode.How;

/** What is known of a node that several read at a time. */
@Timeout(60)
final class QkdNodeTest {
    private static final Pace SELDOM = new Pace(Duration.ofHours(1), Duration.ofHours(1));

    private final HeldNode there = new HeldNode(HeldNode.A);
    private final QkdNode node = new QkdNode(
            new RestconfClient("qkdn", there.root(), ManagerTls.trusting(Optional.empty()), new Login.None()),
            new PassedOver("qkdn"),
            SELDOM);

    @AfterEach
    void stop() {
        node.close();
        there.close();
    }

    @Test
    void an_answer_that_comes_late_takes_the_place_of_none_that_was_asked_for_after_it() throws Exception {
        there.next("GET", How.LATE, 200);
        CompletableFuture<NodePicture> late = CompletableFuture.supplyAsync(() -> read(node));
        there.awaitRequests("GET", 1);
        there.give(KeyLinkIds.of(HeldNetwork.BLUE).application().toString());

        assertThat(node.read().entries()).hasSize(1);
        there.letGo();

        assertThat(late.get().entries()).isEmpty();
        assertThat(node.last().orElseThrow().entries()).hasSize(1);
        assertThat(node.mayHold(HeldNetwork.BLUE)).isTrue();
    }

    private static NodePicture read(QkdNode node) {
        try {
            return node.read();
        } catch (SouthboundFailure refused) {
            throw new IllegalStateException(refused);
        }
    }
}
