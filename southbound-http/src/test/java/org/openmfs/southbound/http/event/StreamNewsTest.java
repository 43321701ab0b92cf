package org.openmfs.southbound.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamNewsTest {
    private final StreamNews news = new StreamNews("https://west");

    @Test
    void an_outage_is_one_line_when_events_are_lost_and_one_when_they_are_had_again() {
        assertThat(news.had()).isEmpty();
        assertThat(news.lost("nobody listens there"))
                .hasValueSatisfying(line ->
                        assertThat(line).contains("events of https://west are not to be had", "nobody listens there"));
        assertThat(news.lost("status 503")).isEmpty();
        assertThat(news.lost("nobody listens there")).isEmpty();

        assertThat(news.had()).contains("events of https://west are had again");
        assertThat(news.had()).isEmpty();
        assertThat(news.lost("status 503")).isPresent();
    }
}
