package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/** One connectivity-service that was accepted, with its route and its progress. */
final class OpticalService {
    private final UUID id;
    private final Route route;
    private JsonObject request;
    private boolean installed;
    private boolean forcedDown;
    private boolean stuck;

    OpticalService(UUID id, JsonObject request, Route route) {
        this.id = id;
        this.request = request;
        this.route = route;
    }

    UUID id() {
        return id;
    }

    Route route() {
        return route;
    }

    JsonObject request() {
        return request;
    }

    void replaceRequest(JsonObject newRequest) {
        request = newRequest;
    }

    /** The same service and progress under another request. */
    OpticalService with(JsonObject newRequest) {
        OpticalService copy = new OpticalService(id, newRequest, route);
        copy.installed = installed;
        copy.stuck = stuck;
        return copy;
    }

    void install() {
        installed = true;
    }

    /** Whether it is not installed until it is let go. */
    void stick(boolean now) {
        stuck = now;
    }

    boolean isStuck() {
        return stuck;
    }

    /** Takes the path down, or gives it back, whatever its fibres do. */
    void force(boolean down) {
        forcedDown = down;
    }

    boolean isInstalled() {
        return installed;
    }

    String lifecycleState() {
        return installed ? "INSTALLED" : "PLANNED";
    }

    String operationalState() {
        boolean unlocked =
                !Json.text(request, "administrative-state").orElse("UNLOCKED").equals("LOCKED");
        boolean up =
                installed && unlocked && !forcedDown && route.fibres().stream().allMatch(Fibre::isUp);
        return up ? "ENABLED" : "DISABLED";
    }

    String layer() {
        return Json.text(request, "layer-protocol-name").orElse("PHOTONIC_MEDIA");
    }

    double gigabits() {
        return gigabits(request);
    }

    /** The service interface points of a request, in the order of its end-points. */
    static List<String> sips(JsonObject request) {
        return Json.objects(request, "end-point").stream()
                .map(end -> Json.text(Json.child(end, "service-interface-point"), "service-interface-point-uuid")
                        .orElse(""))
                .toList();
    }

    /** Requested capacity, Gbit/s; 0 where it is not asked for, or asked for as spectrum. */
    static double gigabits(JsonObject request) {
        JsonObject capacity = Json.child(Json.child(request, "connectivity-constraint"), "requested-capacity");
        JsonObject size = Json.child(capacity, "total-size");
        Optional<BigDecimal> value = Json.text(size, "value").map(BigDecimal::new);
        double perUnit = switch (Json.text(size, "unit").orElse("tapi-common:CAPACITY_UNIT_GBPS")) {
            case "tapi-common:CAPACITY_UNIT_TBPS" -> 1e3;
            case "tapi-common:CAPACITY_UNIT_GBPS" -> 1;
            case "tapi-common:CAPACITY_UNIT_MBPS" -> 1e-3;
            case "tapi-common:CAPACITY_UNIT_KBPS" -> 1e-6;
            case "tapi-common:CAPACITY_UNIT_BPS" -> 1e-9;
            default -> 0;
        };
        return value.map(BigDecimal::doubleValue).orElse(0.0) * perUnit;
    }

    /** Services from whose routes this request wants to keep away. */
    static List<String> exclusions(JsonObject request) {
        return Json.objects(Json.child(request, "connectivity-constraint"), "diversity-exclusion").stream()
                .map(entry -> entry.get("connectivity-service-uuid").getAsString())
                .toList();
    }
}
