package org.openmfs.northbound.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class XmlBodyTest {
    private static final int DEPTH = 50;
    private static final int PREFIXES = 50;
    private static final int ELEMENTS = 1_000;

    private static byte[] ofManyPrefixes() {
        StringBuilder body = new StringBuilder();
        for (int level = 0; level < DEPTH; level++) {
            body.append("<a");
            for (int i = 0; i < PREFIXES; i++) {
                body.append(" xmlns:p").append(level).append('_').append(i).append("='u'");
            }
            body.append('>');
        }
        body.repeat("<a xmlns:own='u'/>", ELEMENTS);
        return body.repeat("</a>", DEPTH).toString().getBytes(US_ASCII);
    }

    @Test
    void prefixes_that_many_elements_see_take_their_room_once() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] body = ofManyPrefixes();
        XmlBody.read(body);
        long before = threads.getCurrentThreadAllocatedBytes();

        XmlBody.read(body);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(500L * body.length);
    }
}
