package org.openmfs.northbound.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;

/**
 * Requests by method and status, and how long each took until its answer was there. Of an event stream that is its
 * beginning.
 */
@PreMatching
@Priority(0)
final class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGIN = RequestMetrics.class.getName();
    /** A client may make up any number of others. */
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final Counter requests;
    private final Histogram durations;

    RequestMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("mfs_http_requests")
                .help("Requests that were answered, by method and status.")
                .labelNames("method", "status")
                .register(registry);
        durations = Histogram.builder()
                .name("mfs_http_request_duration_seconds")
                .help("How long it took until the answer of a request was there.")
                .unit(Unit.SECONDS)
                .labelNames("method")
                .classicOnly()
                .register(registry);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGIN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        requests.labelValues(method, Integer.toString(response.getStatus())).inc();
        if (request.getProperty(BEGIN) instanceof Long begin) {
            durations.labelValues(method).observe(Unit.nanosToSeconds(System.nanoTime() - begin));
        }
    }
}
