package org.openmfs.northbound.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;

/** What the manager looks after, as numbers. */
final class FleetMetricsTest {
    @Test
    void reasons_that_a_device_makes_up_share_one_number() {
        PrometheusRegistry registry = new PrometheusRegistry();
        FleetMetrics.register(
                registry,
                () -> new FleetSummary(
                        Map.of(Phase.FAILED, 2),
                        Map.of(
                                new ReasonCode("made-up"),
                                4,
                                new ReasonCode("made-up-too"),
                                5,
                                ReasonCode.NO_KEY_PATH,
                                1),
                        Map.of(Connection.State.REFUSED, 3),
                        Map.of(),
                        Map.of(),
                        Map.of("active", 7),
                        Map.of(ReasonCode.KEY_EXPIRED, 6)));

        String told = PrometheusTextFormatWriter.create().toDebugString(registry.scrape());

        assertThat(told.lines())
                .contains(
                        "mfs_services{phase=\"failed\"} 2.0",
                        "mfs_services{phase=\"active\"} 0.0",
                        "mfs_service_reasons{reason=\"other\"} 9.0",
                        "mfs_service_reasons{reason=\"no-key-path\"} 1.0",
                        "mfs_devices{state=\"refused\"} 3.0",
                        "mfs_device_keys{state=\"active\"} 7.0",
                        "mfs_alarms{reason=\"key-expired\"} 6.0")
                .noneMatch(line -> line.contains("made-up"));
    }
}
