package org.openmfs.testbed.part;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openmfs.testbed.kept.KeptFolder;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.ServerTls;
import org.openmfs.testbed.web.WebServer;

/**
 * What a network gets from the testbed that starts it.
 *
 * @param bind address of everything that speaks a standard; run-time control stays on the loopback interface
 * @param identities keys and certificates of the network's servers, by server
 * @param restconf user and password of the network's RESTCONF servers
 * @param control user and password of the run-time control
 * @param kept what the network remembers from one start to the next
 */
public record PartSetup(
        String bind,
        Map<String, Identity> identities,
        Credential restconf,
        Credential control,
        KeptFolder kept,
        InstantSource clock,
        SecureRandom random) {

    public PartSetup {
        identities = Map.copyOf(identities);
    }

    public WebServer.Address address(int port) {
        return new WebServer.Address(bind, port);
    }

    public WebServer.Address controlAddress(int port) {
        return new WebServer.Address("127.0.0.1", port);
    }

    /** TLS for one server, with the identity that it was given. */
    public ServerTls tls(String server, boolean clientsMustProveIdentity) {
        return new ServerTls(identities.get(server).context(), clientsMustProveIdentity);
    }

    /** What another process needs; a secret. */
    public JsonObject toJson() {
        JsonObject keys = new JsonObject();
        identities.forEach((server, identity) -> keys.add(server, identity.toJson()));
        return Json.object(
                "bind", bind, "identities", keys, "restconf", restconf.toJson(), "control", control.toJson(),
                "kept", kept.path());
    }

    /** Reads what {@link #toJson} wrote. */
    public static PartSetup of(JsonObject json) {
        Map<String, Identity> identities = new LinkedHashMap<>();
        JsonObject keys = json.getAsJsonObject("identities");
        keys.keySet().forEach(server -> identities.put(server, Identity.of(keys.getAsJsonObject(server))));
        return new PartSetup(
                json.get("bind").getAsString(),
                identities,
                Credential.of(json.getAsJsonObject("restconf")),
                Credential.of(json.getAsJsonObject("control")),
                new KeptFolder(Path.of(json.get("kept").getAsString())),
                InstantSource.system(),
                new SecureRandom());
    }
}
