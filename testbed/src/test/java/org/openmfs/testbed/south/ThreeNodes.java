package org.openmfs.testbed.south;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.TestbedException;

/** The topology of that name: two networks, each with a manager to connect to. */
final class ThreeNodes {
    private ThreeNodes() {}

    static OutsideWorld start() {
        try {
            return new OutsideWorld(OutsideWorld.shipped("three-nodes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TestbedException e) {
            throw new IllegalStateException(e);
        }
    }

    static ManagedNetwork settings(OutsideWorld world, String id, ManagerKind kind, List<URI> addresses) {
        JsonObject network = world.json().getAsJsonObject(kind.equals(ManagerKind.QKDN_015) ? "qkd" : "apn");
        try {
            String authority =
                    Files.readString(Path.of(world.json().get("ca-certificate").getAsString()));
            var file = org.openmfs.testbed.web.Credential.read(
                    Path.of(network.get("restconf-credential").getAsString()));
            Credential credential = new Credential(file.username(), file.password());
            return new ManagedNetwork(
                    new ManagerId(id),
                    kind,
                    addresses,
                    Optional.of(authority),
                    Access.of(credential),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
