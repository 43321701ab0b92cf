package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openmfs.testbed.restconf.Datastore;
import org.openmfs.testbed.restconf.RestconfException;
import org.openmfs.testbed.restconf.Schema;
import org.openmfs.testbed.topology.ApnPlan;
import org.openmfs.testbed.web.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The optical network behind the APN-C: accepts connectivity services, routes them, sets them up and reports on them. */
final class OpticalNetwork implements Datastore {
    private static final Logger LOG = LoggerFactory.getLogger(OpticalNetwork.class);
    private static final Schema SCHEMA = Schema.resource(OpticalNetwork.class, "tapi.tree");
    private static final String CONTEXT = "tapi-common:context";
    private static final String CONNECTIVITY = "tapi-connectivity:connectivity-context";
    private final ApnPlan plan;
    private final TapiNotices notices;
    private final ServiceMemory memory;
    private final BiConsumer<Duration, Runnable> later;
    private final List<Fibre> fibres;
    private final Map<UUID, OpticalService> services = new LinkedHashMap<>();
    private Optional<ApnFault> fault = Optional.empty();
    private int faultsLeft;

    /**
     * @param later runs a task after a time
     * @throws IOException where what was kept of its services cannot be read
     */
    OpticalNetwork(ApnPlan plan, TapiNotices notices, ServiceMemory memory, BiConsumer<Duration, Runnable> later)
            throws IOException {
        this.plan = plan;
        this.notices = notices;
        this.memory = memory;
        this.later = later;
        this.fibres = plan.links().stream().map(Fibre::new).toList();
        memory.recall(fibres).forEach(service -> services.put(service.id(), service));
    }

    /** Goes on with what was accepted before the last stop and not yet set up. */
    synchronized void resume() {
        services.values().stream()
                .filter(service -> !service.isInstalled() && !service.isStuck())
                .toList()
                .forEach(this::setUp);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public synchronized JsonObject read() {
        return Json.object(CONTEXT, document().context());
    }

    @Override
    public synchronized JsonObject config() {
        JsonObject connectivity = new JsonObject();
        if (!services.isEmpty()) {
            connectivity.add(
                    "connectivity-service",
                    Json.array(services.values().stream()
                            .map(service -> service.request().deepCopy())
                            .toList()));
        }
        return Json.object(CONTEXT, Json.object(CONNECTIVITY, connectivity));
    }

    @Override
    public synchronized void commit(JsonObject config) throws RestconfException {
        JsonObject connectivity = Json.child(Json.child(config, CONTEXT), CONNECTIVITY);
        Map<UUID, JsonObject> wanted = new LinkedHashMap<>();
        for (JsonObject request : Json.objects(connectivity, "connectivity-service")) {
            wanted.put(UUID.fromString(request.get("uuid").getAsString()), request);
        }
        List<OpticalService> fresh = new ArrayList<>();
        for (Map.Entry<UUID, JsonObject> entry : wanted.entrySet()) {
            OpticalService present = services.get(entry.getKey());
            if (present == null) {
                fresh.add(admit(entry.getKey(), entry.getValue()));
            } else {
                Admission.requireSameRequest(present.request(), entry.getValue());
            }
        }
        if (!fresh.isEmpty() && strike()) {
            fresh.forEach(service -> service.stick(true));
        }
        keep(wanted, fresh);
        remove(wanted.keySet());
        wanted.forEach((id, request) -> Optional.ofNullable(services.get(id))
                .ifPresent(service -> observe(s -> service.replaceRequest(request), service)));
        fresh.forEach(this::create);
    }

    private OpticalService admit(UUID id, JsonObject request) throws RestconfException {
        Admission admission = new Admission(plan, fibres, services.values());
        return new OpticalService(id, request, admission.route(request));
    }

    private void remove(Set<UUID> kept) {
        Set<UUID> gone = new HashSet<>(services.keySet());
        gone.removeAll(kept);
        for (UUID id : gone) {
            JsonObject last = document().service(services.remove(id));
            notices.deleted(id, last);
        }
    }

    /** Writes what is wanted before anything of it is done, so that nothing done is ever forgotten. */
    private void keep(Map<UUID, JsonObject> wanted, List<OpticalService> fresh) throws RestconfException {
        List<OpticalService> after = new ArrayList<>();
        wanted.forEach((id, request) ->
                Optional.ofNullable(services.get(id)).ifPresent(present -> after.add(present.with(request))));
        after.addAll(fresh);
        try {
            memory.keep(after);
        } catch (IOException e) {
            throw RestconfException.of(500, "operation-failed", "", "the APN-C cannot keep this: " + e.getMessage());
        }
    }

    private void create(OpticalService service) {
        services.put(service.id(), service);
        notices.created(service.id(), document().service(service));
        if (!service.isStuck()) {
            setUp(service);
        }
    }

    private void setUp(OpticalService service) {
        later.accept(Duration.ofMillis(plan.setUpMillis()), () -> install(service));
    }

    private synchronized void install(OpticalService service) {
        if (services.get(service.id()) == service) {
            observe(OpticalService::install, service);
            try {
                memory.keep(services.values());
            } catch (IOException e) {
                LOG.warn("what is set up is not on disk, and is set up again after a restart: {}", e.getMessage());
            }
        }
    }

    /** Deletes a service as another client would; false where there is none. */
    synchronized boolean delete(UUID id) throws IOException {
        if (!services.containsKey(id)) {
            return false;
        }
        List<OpticalService> kept =
                services.values().stream().filter(s -> !s.id().equals(id)).toList();
        memory.keep(kept);
        remove(kept.stream().map(OpticalService::id).collect(Collectors.toSet()));
        return true;
    }

    /** Has no services any more, and tells nobody: who wants to know has to look. */
    synchronized void forget() throws IOException {
        memory.keep(List.of());
        services.clear();
    }

    /** Meets the fault that is set, if any; true where the new service shall stay planned. */
    private boolean strike() throws RestconfException {
        if (fault.isEmpty()) {
            return false;
        }
        ApnFault.Mode mode = fault.get().mode();
        if (faultsLeft > 0 && --faultsLeft == 0) {
            fault = Optional.empty();
        }
        return switch (mode) {
            case REFUSE -> throw RestconfException.of(409, "resource-denied", "", "no resources for this service");
            case ERROR -> throw RestconfException.of(500, "operation-failed", "", "the network did not answer");
            case STUCK -> true;
        };
    }

    private void observe(Consumer<OpticalService> change, OpticalService service) {
        observeAll(() -> change.accept(service));
    }

    /** Makes a change and tells about every service whose state is different after it. */
    private void observeAll(Runnable change) {
        Map<UUID, String> operational = new LinkedHashMap<>();
        Map<UUID, String> lifecycle = new LinkedHashMap<>();
        services.forEach((id, service) -> {
            operational.put(id, service.operationalState());
            lifecycle.put(id, service.lifecycleState());
        });
        change.run();
        services.forEach((id, service) -> {
            List<TapiNotices.Change> changes = new ArrayList<>();
            if (!lifecycle.get(id).equals(service.lifecycleState())) {
                changes.add(new TapiNotices.Change("lifecycle-state", lifecycle.get(id), service.lifecycleState()));
            }
            if (!operational.get(id).equals(service.operationalState())) {
                changes.add(
                        new TapiNotices.Change("operational-state", operational.get(id), service.operationalState()));
            }
            if (!changes.isEmpty()) {
                notices.changed(id, document().service(service), changes);
            }
        });
    }

    private TapiDocument document() {
        return new TapiDocument(plan, fibres, services.values());
    }

    /** False where there is no such fibre. */
    synchronized boolean setFibre(String name, boolean up) {
        Optional<Fibre> fibre =
                fibres.stream().filter(f -> f.plan().name().equals(name)).findAny();
        fibre.ifPresent(f -> observeAll(() -> f.setUp(up)));
        return fibre.isPresent();
    }

    /** False where there is no such service. */
    synchronized boolean setPath(UUID service, boolean up) {
        Optional<OpticalService> found = Optional.ofNullable(services.get(service));
        found.ifPresent(s -> observe(x -> x.force(!up), s));
        return found.isPresent();
    }

    synchronized void setFault(Optional<ApnFault> newFault) {
        fault = newFault;
        faultsLeft = newFault.map(ApnFault::times).orElse(0);
        if (fault.isEmpty()) {
            services.values().stream().filter(OpticalService::isStuck).forEach(this::release);
        }
    }

    private void release(OpticalService service) {
        service.stick(false);
        setUp(service);
    }

    /** For the run-time control. */
    synchronized JsonObject show() {
        List<JsonObject> links = fibres.stream()
                .map(f -> Json.object("name", f.plan().name(), "id", f.id(), "up", f.isUp()))
                .toList();
        List<JsonObject> list =
                services.values().stream().map(OpticalNetwork::show).toList();
        JsonObject json = Json.object("links", links, "services", list);
        fault.ifPresent(f -> json.add("fault", f.toJson()));
        return json;
    }

    private static JsonObject show(OpticalService service) {
        return Json.object(
                "uuid", service.id(),
                "lifecycle-state", service.lifecycleState(),
                "operational-state", service.operationalState(),
                "nodes", service.route().nodes());
    }
}
