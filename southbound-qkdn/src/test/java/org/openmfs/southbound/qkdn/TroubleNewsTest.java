package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.qkdn.NodeEvents.LinkTrouble;

final class TroubleNewsTest {
    private final TroubleNews news = new TroubleNews();

    private static LinkTrouble down(int link, String text) {
        return new LinkTrouble(new UUID(0, link), ReasonCode.LINK_DOWN, text);
    }

    @Test
    void what_is_said_again_before_a_reading_is_told_once_more_after_it() {
        assertThat(news.isFirst(down(1, "first"))).isTrue();
        assertThat(news.isFirst(down(1, "second"))).isFalse();
        assertThat(news.isFirst(down(1, "third"))).isFalse();

        assertThat(news.afterReading()).containsExactly(down(1, "third"));
        assertThat(news.isFirst(down(1, "fourth"))).isFalse();
        assertThat(news.afterReading()).containsExactly(down(1, "fourth"));
        assertThat(news.afterReading()).isEmpty();
        assertThat(news.isFirst(down(1, "fifth"))).isTrue();
    }

    @Test
    void another_reason_is_another_trouble() {
        assertThat(news.isFirst(down(1, ""))).isTrue();
        assertThat(news.isFirst(new LinkTrouble(new UUID(0, 1), ReasonCode.QBER_TOO_HIGH, "")))
                .isTrue();
    }

    @Test
    void ever_other_links_take_no_memory_without_end() {
        int first = 0;
        for (int link = 0; link < 10_000; link++) {
            first += news.isFirst(down(link, "")) ? 1 : 0;
        }

        assertThat(first).isEqualTo(256);
        news.afterReading();
        assertThat(news.isFirst(down(9_999, ""))).isTrue();
    }
}
