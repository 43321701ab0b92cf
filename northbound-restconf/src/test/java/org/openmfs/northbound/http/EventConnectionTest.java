package org.openmfs.northbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventConnectionTest {
    private final List<Object> writtenBefore = new ArrayList<>();

    @Test
    void a_client_that_was_told_it_is_watching_misses_nothing() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast(new EventConnection(listener -> {
            writtenBefore.addAll(channel.outboundMessages());
            return () -> {};
        }));

        assertThat(writtenBefore).noneMatch(HttpContent.class::isInstance);
        assertThat(channel.outboundMessages()).anyMatch(HttpContent.class::isInstance);
        channel.finishAndReleaseAll();
    }
}
