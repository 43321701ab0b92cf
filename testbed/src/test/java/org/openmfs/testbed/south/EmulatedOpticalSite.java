package org.openmfs.testbed.south;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.spi.OpticalSite;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.apn.ApnFault;
import org.openmfs.testbed.web.Json;

/** The testbed's APN-C, which speaks TAPI. */
final class EmulatedOpticalSite implements OpticalSite {
    private static final String CONTEXT = "tapi-connectivity:connectivity-context";
    private static final String CONNECTIVITY = "tapi-common:context/" + CONTEXT;

    private final String id;
    private final OutsideWorld world = ThreeNodes.start();
    private final Relay relay;

    EmulatedOpticalSite(String id) {
        this.id = id;
        relay = new Relay(
                URI.create(world.json().getAsJsonObject("apn").get("restconf").getAsString()));
    }

    @Override
    public ManagedNetwork settings() {
        return ThreeNodes.settings(world, id, ManagerKind.APN_TAPI, List.of(relay.address()));
    }

    @Override
    public OpticalPath path(AssociationId association) {
        return new OpticalPath(association, port("apn-t-a"), port("apn-t-c"), 100);
    }

    @Override
    public OpticalPath impossiblePath(AssociationId association) {
        return new OpticalPath(association, new UUID(1, 1), port("apn-t-c"), 100);
    }

    private UUID port(String name) {
        return UUID.fromString(world.sip(name));
    }

    @Override
    public void installNothing() {
        try {
            world.apnControl().fault(new ApnFault(ApnFault.Mode.STUCK, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void install() {
        try {
            world.apnControl().clearFault();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<OpticalPath> paths() {
        return entries().stream()
                .map(entry -> new OpticalPath(
                        new AssociationId(name(entry)),
                        UUID.fromString(end(entry, 0)),
                        UUID.fromString(end(entry, 1)),
                        capacity(entry)))
                .toList();
    }

    private List<JsonObject> entries() {
        JsonObject context = world.apn().get(CONNECTIVITY).getAsJsonObject(CONTEXT);
        return context == null ? List.of() : Json.objects(context, "connectivity-service");
    }

    private static String name(JsonObject entry) {
        return Json.objects(entry, "name").getFirst().get("value").getAsString();
    }

    private static String end(JsonObject entry, int which) {
        JsonObject end = Json.objects(entry, "end-point").get(which);
        return Json.child(end, "service-interface-point")
                .get("service-interface-point-uuid")
                .getAsString();
    }

    private static int capacity(JsonObject entry) {
        JsonObject requested = Json.child(Json.child(entry, "connectivity-constraint"), "requested-capacity");
        return Json.child(requested, "total-size").get("value").getAsInt();
    }

    private UUID uuid(AssociationId association) {
        return entries().stream()
                .filter(entry -> name(entry).equals(association.value()))
                .map(entry -> UUID.fromString(entry.get("uuid").getAsString()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void fail(AssociationId association) {
        carry(association, false);
    }

    @Override
    public void restore(AssociationId association) {
        carry(association, true);
    }

    private void carry(AssociationId association, boolean up) {
        try {
            world.apnControl().setPath(uuid(association), up);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(AssociationId association) {
        world.apn().call("DELETE", CONNECTIVITY + "/connectivity-service=" + uuid(association), "");
    }

    @Override
    public void goDown() {
        relay.goDown();
    }

    @Override
    public void comeBack() {
        relay.comeBack();
    }

    @Override
    public void stall() {
        relay.stall();
    }

    @Override
    public void close() {
        relay.close();
        world.close();
    }
}
