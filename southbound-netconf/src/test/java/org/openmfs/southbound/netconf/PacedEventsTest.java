package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.southbound.netconf.fake.FakeAgent;

/** How fast what a device says unasked is passed on. */
@Timeout(120)
final class PacedEventsTest {
    private final RecordedDeviceReports recorded = new RecordedDeviceReports();
    private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
    private final NetconfDevices plugin = Plugins.with((DeviceReports) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DeviceReports.class}, (proxy, method, arguments) -> {
                called.add(method.getName());
                return method.invoke(recorded, arguments);
            }));
    private final FakeAgent west = FakeAgent.without("west");

    @AfterEach
    void leave_nothing_behind() {
        plugin.close();
        west.close();
    }

    @Test
    void each_event_is_passed_on_when_there_is_room_for_it() throws InterruptedException {
        plugin.onboard(west.settings());
        recorded.awaitReadings(west.settings().id(), 1);

        for (int i = 0; i < 3; i++) {
            west.publish(new AssociationId("blue"), ReasonCode.KEY_EXPIRED, "no " + i);
        }

        List<String> order = new ArrayList<>();
        while (order.stream().filter("alarm"::equals).count() < 3) {
            order.add(String.valueOf(called.poll(20, TimeUnit.SECONDS)));
        }
        assertThat(order).endsWith("keys", "awaitRoom", "alarm", "awaitRoom", "alarm", "awaitRoom", "alarm");
    }
}
