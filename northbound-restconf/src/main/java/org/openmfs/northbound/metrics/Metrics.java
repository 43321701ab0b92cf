package org.openmfs.northbound.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.restconf.ReadOnlyResource;
import org.openmfs.northbound.restconf.Resource;
import org.openmfs.northbound.stream.NotificationStream;

/**
 * {@code /metrics}: the numbers of one controller in the text formats of Prometheus and of OpenMetrics 1.0, whichever is
 * asked for. They hold no key, no name of a device and no name of a user.
 */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final RequestMetrics requests = new RequestMetrics(registry);

    /**
     * Counts from now on.
     *
     * @param version of the controller
     * @param fleet asked whenever somebody reads
     * @param archive asked whenever somebody reads
     */
    public Metrics(
            String version,
            Supplier<FleetSummary> fleet,
            Supplier<AuditTrail.Standing> archive,
            NotificationStream events) {
        Info.builder()
                .name("mfs_build")
                .help("Which controller this is.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        FleetMetrics.register(registry, fleet);
        ArchiveMetrics.register(registry, archive);
        GaugeWithCallback.builder()
                .name("mfs_event_streams")
                .help("Clients that listen to events.")
                .callback(callback -> callback.call(events.watchers()))
                .register(registry);
        CounterWithCallback.builder()
                .name("mfs_events")
                .help("Events that were told to whoever listens.")
                .callback(callback -> callback.call(events.told()))
                .register(registry);
        JvmMetrics.builder().register(registry);
    }

    /** What counts requests, for Jersey. */
    public Object requests() {
        return requests;
    }

    /** What answers at {@code /metrics}. */
    public Resource resource() {
        return new ReadOnlyResource(
                request -> read(request.call().header("accept").orElse("")));
    }

    private HttpReply read(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return HttpReply.of(200, writer.getContentType(), text.toByteArray()).with("cache-control", "no-store");
    }
}
