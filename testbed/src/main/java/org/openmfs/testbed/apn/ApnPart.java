package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openmfs.testbed.kept.KeptPorts;
import org.openmfs.testbed.kept.KeptThings;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.part.Renewals;
import org.openmfs.testbed.part.ServerWish;
import org.openmfs.testbed.restconf.NotificationStream;
import org.openmfs.testbed.restconf.RestconfEndpoint;
import org.openmfs.testbed.restconf.SelfDescription;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.Access;
import org.openmfs.testbed.topology.ApnPlan;
import org.openmfs.testbed.topology.Words;
import org.openmfs.testbed.web.ControlDesk;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.WebServer;

/** A running APN-C: one RESTCONF door for TAPI and one door for run-time control. */
public final class ApnPart implements Part {
    private static final SelfDescription MODULES = new SelfDescription(List.of(
            module("tapi-common"), module("tapi-topology"), module("tapi-connectivity"), module("tapi-notification")));
    static final String SERVER = "APN-C";
    private static final String CONTROL = "APN control";
    private final WebServer web;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("apn-timer").daemon().factory());
    private final OpticalNetwork network;
    private final Renewals renewals;
    private final JsonObject description;

    private ApnPart(ApnPlan plan, PartSetup setup) throws IOException {
        this.web = new WebServer("apn", new KeptPorts(setup.kept(), "apn"));
        NotificationStream stream = new NotificationStream(setup.clock());
        KeptThings kept = new KeptThings(setup.kept().in("apn"), plan.toString());
        this.network =
                new OpticalNetwork(plan, new TapiNotices(stream, setup.clock()), new ServiceMemory(kept), this::later);
        this.renewals =
                new Renewals(setup.issuer(), servers(plan, setup.listening().hosts()));
        boolean certificates = plan.access() == Access.CLIENT_CERTIFICATE;
        WebServer.Door tapi =
                web.open(SERVER, setup.address(plan.restconfPort()), Optional.of(setup.tls(SERVER, certificates)));
        renewals.add(SERVER, tapi);
        tapi.serve(setup.guarded(
                plan.access(), new TapiCreation(plan.creation(), new RestconfEndpoint(network, stream, MODULES))));
        WebServer.Door control = web.open(CONTROL, setup.controlAddress(plan.controlPort()), Optional.empty());
        control.serve(new ControlDesk(new ApnControls(network, renewals)).guardedBy(setup.control()));
        web.endFirst(stream::close);
        description = Json.object(
                "control", control.url(),
                "restconf", tapi.url() + "/restconf",
                "access", Words.word(plan.access()),
                "creates-by", Words.word(plan.creation().way()),
                "topology-uuid", TapiNames.TOPOLOGY,
                "nodes",
                        plan.nodes().stream()
                                .map(n -> Json.object("name", n.name(), "uuid", n.id()))
                                .toList(),
                "links",
                        plan.links().stream()
                                .map(l -> Json.object("name", l.name(), "uuid", l.id()))
                                .toList(),
                "sips",
                        plan.sips().stream()
                                .map(s -> Json.object("name", s.name(), "uuid", s.id(), "node", s.node()))
                                .toList());
        renewals.describe(SERVER, "restconf-").asMap().forEach(description::add);
    }

    /** @throws IOException naming an address that cannot be bound */
    public static ApnPart start(ApnPlan plan, PartSetup setup) throws IOException {
        ApnPart part = new ApnPart(plan, setup);
        part.network.resume();
        part.web.start();
        return part;
    }

    /** What the certificates of the network's servers shall be like, by server. */
    public static Map<String, ServerWish> servers(ApnPlan plan, List<String> hosts) {
        List<String> uri = List.of("urn:uuid:" + TapiNames.CONTEXT);
        return Map.of(SERVER, new ServerWish(new Names("apn-c", uri, hosts), plan.certificate()));
    }

    /** Where its servers listen. */
    public static List<WebServer.Place> doors(ApnPlan plan, String bind) {
        return List.of(
                WebServer.Place.of(SERVER, bind, plan.restconfPort()),
                WebServer.Place.of(CONTROL, PartSetup.CONTROL_HOST, plan.controlPort()));
    }

    private static SelfDescription.Module module(String name) {
        return new SelfDescription.Module(name, "2023-03-21", "urn:onf:otcc:yang:" + name);
    }

    private void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public JsonObject description() {
        return description;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        web.close();
    }
}
