package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.standalone.NorthSide.Reply;

/** What Prometheus reads of a whole controller. */
final class MetricsTest {
    private static WholeController controller;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        controller = new WholeController(data);
    }

    @AfterAll
    static void stop() {
        controller.close();
    }

    private static List<String> lines() throws Exception {
        Reply read = controller.sendTo("GET", "/metrics", "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("content-type")).startsWith("text/plain; version=0.0.4");
        return read.body().lines().toList();
    }

    @Test
    void services_and_devices_are_counted_by_where_they_stand_and_there_are_none_at_first() throws Exception {
        assertThat(lines())
                .contains(
                        "mfs_services{phase=\"active\"} 0.0",
                        "mfs_services{phase=\"failed\"} 0.0",
                        "mfs_managers{state=\"connected\"} 0.0",
                        "mfs_device_associations{phase=\"secured\"} 0.0",
                        "mfs_event_streams 0.0")
                .anyMatch(line -> line.startsWith("mfs_devices{state=\"refused\"} "))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("mfs_build_info{version=\""));
    }

    @Test
    void a_device_that_is_locked_shows() throws Exception {
        Reply device = controller.send("PUT", "/mfs-network:devices/device=away", """
                {"mfs-network:device":[{"id":"away","host":"127.0.0.1","port":1830,"host-key":"SHA256:%s","user":"mfs",\
                "password":"planted-secret","admin-state":"locked"}]}""".formatted("A".repeat(43)));
        assertThat(device.status()).as(device.body()).isEqualTo(201);

        Instant end = Instant.now().plusSeconds(20);
        while (!lines().contains("mfs_devices{state=\"disabled\"} 1.0")) {
            assertThat(Instant.now()).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(lines()).noneMatch(line -> line.contains("away") || line.contains("planted-secret"));
    }

    @Test
    void who_is_no_user_sees_none_of_it_and_what_a_tool_asks_for_it_gets() throws Exception {
        assertThat(controller.stranger("/metrics").status()).isEqualTo(401);
        assertThat(controller
                        .readAt("/metrics", "application/openmetrics-text;version=1.0.0")
                        .body())
                .contains("# TYPE mfs_http_requests counter")
                .endsWith("# EOF\n");
        assertThat(controller.sendTo("DELETE", "/metrics", "").status()).isEqualTo(405);
        assertThat(controller.sendTo("GET", "/metrics/more", "").status()).isEqualTo(404);
    }

    @Test
    void requests_are_counted_by_method_and_status_and_timed() throws Exception {
        controller.sendTo("GET", "/restconf/nothing", "");

        assertThat(lines())
                .anyMatch(line -> line.startsWith("mfs_http_requests_total{method=\"GET\",status=\"404\"} "))
                .anyMatch(line -> line.startsWith("mfs_http_request_duration_seconds_count{method=\"GET\"} "));
    }
}
