package org.openmfs.northbound.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;

/** How many there are of what the manager looks after. What can be told beforehand is there from the start, as none. */
final class FleetMetrics {
    /** Reasons that only a device knows have no number of their own: it could make up any number of them. */
    private static final String OTHER = "other";

    private final PrometheusRegistry registry;
    private final Supplier<FleetSummary> fleet;

    private FleetMetrics(PrometheusRegistry registry, Supplier<FleetSummary> fleet) {
        this.registry = registry;
        this.fleet = fleet;
    }

    static void register(PrometheusRegistry registry, Supplier<FleetSummary> fleet) {
        FleetMetrics made = new FleetMetrics(registry, fleet);
        made.gauge("mfs_services", "Services, by phase.", "phase", summary -> all(Phase.values(), summary.services()));
        made.gauge(
                "mfs_service_reasons",
                "Services that give a reason why they are not as asked for.",
                "reason",
                summary -> words(summary.serviceReasons()));
        made.gauge(
                "mfs_devices",
                "Devices, by the state of the session with them.",
                "state",
                summary -> all(Connection.State.values(), summary.devices()));
        made.gauge(
                "mfs_managers",
                "Managers of other networks, by the state of the session with them.",
                "state",
                summary -> all(Connection.State.values(), summary.managers()));
        made.gauge(
                "mfs_device_associations",
                "Associations as devices report them, by phase; one at both its ends counts twice.",
                "phase",
                summary -> all(AssociationStatus.Phase.values(), summary.associations()));
        made.gauge(
                "mfs_device_keys",
                "Keys that devices tell of, by state of SP 800-57; one at both its ends counts twice.",
                "state",
                FleetSummary::keys);
        made.gauge("mfs_alarms", "Alarms that stand, by reason.", "reason", summary -> words(summary.alarms()));
    }

    private void gauge(String name, String help, String label, Function<FleetSummary, Map<String, Integer>> counts) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> counts.apply(fleet.get()).forEach((value, count) -> callback.call(count, value)))
                .register(registry);
    }

    private static <E extends Enum<E>> Map<String, Integer> all(E[] names, Map<E, Integer> counts) {
        Map<String, Integer> told = new HashMap<>();
        Stream.of(names).forEach(name -> told.put(name.name().toLowerCase(Locale.ROOT), counts.getOrDefault(name, 0)));
        return told;
    }

    private static Map<String, Integer> words(Map<ReasonCode, Integer> counts) {
        Map<String, Integer> told = new HashMap<>();
        counts.forEach((reason, count) -> told.merge(reason.isOurs() ? reason.word() : OTHER, count, Integer::sum));
        return told;
    }
}
