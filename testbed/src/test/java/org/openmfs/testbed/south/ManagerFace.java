package org.openmfs.testbed.south;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.TestbedException;
import org.openmfs.testbed.web.Json;

/** The managers of a testbed whose doors all ask for the same: a token, or a certificate. */
record ManagerFace(OutsideWorld world) implements AutoCloseable {
    static final ManagerId QKDN = new ManagerId("qkdn");
    static final ManagerId APN = new ManagerId("apn");

    /** @param access as the topology file says it */
    static ManagerFace asking(String access) throws IOException, TestbedException {
        String said = "\"access\": \"" + access + "\", ";
        return new ManagerFace(new OutsideWorld(OutsideWorld.shipped("three-nodes")
                .replace("\"set-up-ms\"", said + "\"set-up-ms\"")
                .replace("\"sae-id-source\"", said + "\"sae-id-source\"")));
    }

    private JsonObject network(ManagerId manager) {
        return world.json().getAsJsonObject(manager.equals(QKDN) ? "qkd" : "apn");
    }

    /** What a file that the description names for this manager holds. */
    String file(ManagerId manager, String member) throws IOException {
        return Files.readString(Path.of(network(manager).get(member).getAsString()));
    }

    String authority() throws IOException {
        return Files.readString(Path.of(world.json().get("ca-certificate").getAsString()));
    }

    URI address(ManagerId manager) {
        JsonObject door = manager.equals(QKDN) ? world.node("A") : network(APN);
        return URI.create(door.get("restconf").getAsString());
    }

    ManagedNetwork settings(ManagerId manager, Access access) throws IOException {
        List<URI> addresses = manager.equals(APN)
                ? List.of(address(APN))
                : Json.objects(network(QKDN), "nodes").stream()
                        .map(node -> URI.create(node.get("restconf").getAsString()))
                        .toList();
        ManagerKind kind = manager.equals(APN) ? ManagerKind.APN_TAPI : ManagerKind.QKDN_015;
        return new ManagedNetwork(manager, kind, addresses, Optional.of(authority()), access, Optional.empty());
    }

    @Override
    public void close() {
        world.close();
    }
}
