package org.openmfs.testbed.part;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openmfs.testbed.kept.KeptFolder;
import org.openmfs.testbed.kept.KeptIdentities;
import org.openmfs.testbed.restconf.RestconfEndpoint;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.topology.Access;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.ServerTls;
import org.openmfs.testbed.web.WebServer;

/**
 * What a network gets from the testbed that starts it.
 *
 * @param listening where everything that speaks a standard listens; run-time control stays on the loopback interface
 * @param identities keys and certificates of the network's servers, by server
 * @param restconf user and password of the network's RESTCONF servers
 * @param control user and password of the run-time control
 * @param kept what the network remembers from one start to the next
 */
public record PartSetup(
        Listening listening,
        Map<String, Identity> identities,
        Credential restconf,
        Credential control,
        KeptFolder kept,
        InstantSource clock,
        SecureRandom random) {

    /** The run-time control is never offered to other machines. */
    public static final String CONTROL_HOST = "127.0.0.1";

    public PartSetup {
        identities = Map.copyOf(identities);
    }

    public WebServer.Address address(int port) {
        return listening.address(port);
    }

    public WebServer.Address controlAddress(int port) {
        return new WebServer.Address(CONTROL_HOST, port, CONTROL_HOST);
    }

    /** TLS for one server, with the identity that it was given. */
    public ServerTls tls(String server, boolean clientsMustProveIdentity) {
        return new ServerTls(identities.get(server).context(), clientsMustProveIdentity);
    }

    /** A manager's RESTCONF server behind what its clients have to show. */
    public Endpoint guarded(Access access, Endpoint manager) {
        return ManagerGuard.of(access, restconf, RestconfEndpoint::refusal, manager);
    }

    /** Issues certificates of the testbed's authority while the network runs. */
    public ServerIdentities issuer() throws IOException {
        return new ServerIdentities(new KeptIdentities(kept, random, clock), random, clock);
    }

    /** What another process needs; a secret. */
    public JsonObject toJson() {
        JsonObject keys = new JsonObject();
        identities.forEach((server, identity) -> keys.add(server, identity.toJson()));
        return Json.object(
                "listening",
                listening.toJson(),
                "identities",
                keys,
                "restconf",
                restconf.toJson(),
                "control",
                control.toJson(),
                "kept",
                kept.path());
    }

    /** Reads what {@link #toJson} wrote. */
    public static PartSetup of(JsonObject json) {
        Map<String, Identity> identities = new LinkedHashMap<>();
        JsonObject keys = json.getAsJsonObject("identities");
        keys.keySet().forEach(server -> identities.put(server, Identity.of(keys.getAsJsonObject(server))));
        return new PartSetup(
                Listening.of(json.getAsJsonObject("listening")),
                identities,
                Credential.of(json.getAsJsonObject("restconf")),
                Credential.of(json.getAsJsonObject("control")),
                new KeptFolder(Path.of(json.get("kept").getAsString())),
                InstantSource.system(),
                new SecureRandom());
    }
}
