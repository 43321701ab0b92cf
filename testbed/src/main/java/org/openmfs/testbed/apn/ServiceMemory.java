package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openmfs.testbed.kept.KeptThings;
import org.openmfs.testbed.web.Json;

/** The services of the APN-C on disk: there again after an outage of the APN-C, each on its old route. */
final class ServiceMemory {
    private static final UUID FILE = TapiNames.CONTEXT;
    private final KeptThings kept;

    ServiceMemory(KeptThings kept) {
        this.kept = kept;
    }

    /** The services that were kept, in the order of their creation; those over fibres that the file lost are left out. */
    List<OpticalService> recall(List<Fibre> fibres) throws IOException {
        Optional<KeptThings.Kept> found = kept.read(FILE);
        List<OpticalService> services = new ArrayList<>();
        try {
            Map<String, Fibre> byId =
                    fibres.stream().collect(Collectors.toMap(fibre -> fibre.id().toString(), fibre -> fibre));
            for (JsonObject entry :
                    found.map(k -> Json.objects(k.content(), "services")).orElse(List.of())) {
                if (byId.keySet().containsAll(Json.texts(entry, "fibres"))) {
                    services.add(service(entry, byId));
                }
            }
            return services;
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw kept.spoilt(FILE, e);
        }
    }

    private static OpticalService service(JsonObject entry, Map<String, Fibre> fibres) {
        Route route = new Route(
                Json.texts(entry, "nodes"),
                Json.texts(entry, "fibres").stream().map(fibres::get).toList());
        JsonObject request = entry.getAsJsonObject("request");
        OpticalService service =
                new OpticalService(UUID.fromString(request.get("uuid").getAsString()), request, route);
        if (entry.get("stuck").getAsBoolean()) {
            service.stick(true);
        }
        if (entry.get("installed").getAsBoolean()) {
            service.install();
        }
        return service;
    }

    void keep(Collection<OpticalService> services) throws IOException {
        List<JsonObject> entries = services.stream().map(ServiceMemory::entry).toList();
        kept.write(FILE, Json.object("services", entries));
    }

    private static JsonObject entry(OpticalService service) {
        return Json.object(
                "request", service.request(),
                "nodes", service.route().nodes(),
                "fibres", service.route().fibres().stream().map(Fibre::id).toList(),
                "installed", service.isInstalled(),
                "stuck", service.isStuck());
    }
}
