package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.openmfs.southbound.netconf.session.Inbox.Item;
import org.w3c.dom.Element;

/** How much of what a device sends unasked is kept until it is passed on. */
final class InboxTest {
    private static final String USUAL = "<event><association>blue</association><phase>secured</phase></event>";

    private final Inbox inbox = new Inbox();

    private static Element notification(String event) throws Exception {
        String xml = "<notification><eventTime>2026-11-30T00:00:00Z</eventTime>" + event + "</notification>";
        return XmlUtil.readXmlToDocument(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private Optional<Item> next() throws InterruptedException {
        return inbox.next(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "<a/>", "<a b=''/>"})
    void large_notifications_end_the_session_before_they_fill_the_memory(String part) throws Exception {
        Element large = notification("<event>" + part.repeat(1_000_000 / part.length()) + "</event>");
        for (int i = 0; i < 100; i++) {
            inbox.notified(large);
        }

        assertThat(next()).containsInstanceOf(Item.End.class);
        assertThat(next()).isEmpty();
    }

    @Test
    void those_that_were_passed_on_make_room_for_others() throws Exception {
        Element large = notification("<event>" + "x".repeat(1_000_000) + "</event>");
        for (int i = 0; i < 100; i++) {
            inbox.notified(large);

            assertThat(next()).containsInstanceOf(Item.Notification.class);
        }
    }

    @Test
    void what_a_hub_with_a_thousand_associations_sends_at_once_is_kept() throws Exception {
        Element usual = notification(USUAL.repeat(3));
        for (int i = 0; i < 9_999; i++) {
            inbox.notified(usual);
        }
        inbox.ended("it went away");

        for (int i = 0; i < 9_999; i++) {
            assertThat(next()).containsInstanceOf(Item.Notification.class);
        }
        assertThat(next()).contains(new Item.End("it went away"));
    }

    @Test
    void more_than_any_device_sends_at_once_end_the_session() throws Exception {
        Element usual = notification(USUAL);
        for (int i = 0; i < 10_001; i++) {
            inbox.notified(usual);
        }

        assertThat(next()).contains(new Item.End("the device sent more than 10000 notifications at once"));
    }
}
