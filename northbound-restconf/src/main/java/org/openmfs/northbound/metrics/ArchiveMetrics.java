package org.openmfs.northbound.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.openmfs.controller.api.AuditTrail;

/** How the archive stands, without which nothing is changed. */
final class ArchiveMetrics {
    private final PrometheusRegistry registry;
    private final Supplier<AuditTrail.Standing> archive;

    private ArchiveMetrics(PrometheusRegistry registry, Supplier<AuditTrail.Standing> archive) {
        this.registry = registry;
        this.archive = archive;
    }

    static void register(PrometheusRegistry registry, Supplier<AuditTrail.Standing> archive) {
        ArchiveMetrics made = new ArchiveMetrics(registry, archive);
        made.gauge("mfs_archive_entries", "Entries of the archive.", AuditTrail.Standing::entries);
        made.gauge(
                "mfs_archive_unsigned_entries",
                "Entries after the last signature, which the chain alone holds.",
                AuditTrail.Standing::unsigned);
        made.gauge(
                "mfs_archive_signed_timestamp_seconds",
                "When the last signature was made.",
                standing -> standing.signed().getEpochSecond());
        made.gauge("mfs_archive_bytes", "Octets of the archive in use.", AuditTrail.Standing::octets);
        made.gauge("mfs_archive_limit_bytes", "Octets that the archive may use.", AuditTrail.Standing::limit);
        made.gauge(
                "mfs_archive_refusing",
                "1 while the archive takes no entries, and so nothing is changed.",
                standing -> standing.refusing() ? 1 : 0);
    }

    private void gauge(String name, String help, ToDoubleFunction<AuditTrail.Standing> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(archive.get())))
                .register(registry);
    }
}
