package org.openmfs.testbed.part;

import com.google.gson.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.tls.TestAuthority;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.ServerTls;
import org.openmfs.testbed.web.WebServer;

/**
 * What a network gets from the testbed that starts it.
 *
 * @param bind address of everything that speaks a standard; run-time control stays on the loopback interface
 * @param restconf user and password of the network's RESTCONF servers
 * @param control user and password of the run-time control
 */
public record PartSetup(
        String bind,
        TestAuthority authority,
        Credential restconf,
        Credential control,
        InstantSource clock,
        SecureRandom random) {

    public WebServer.Address address(int port) {
        return new WebServer.Address(bind, port);
    }

    public WebServer.Address controlAddress(int port) {
        return new WebServer.Address("127.0.0.1", port);
    }

    /** TLS for one server; its certificate carries a name, a URI and the address. */
    public ServerTls tls(String commonName, String uri, boolean clientsMustProveIdentity) {
        Identity identity = authority.issue(new Names(commonName, List.of(uri), List.of(bind, "localhost")));
        return new ServerTls(identity.context(), clientsMustProveIdentity);
    }

    /** What another process needs; a secret. */
    public JsonObject toJson() {
        return Json.object(
                "bind", bind,
                "authority", authority.toJson(),
                "restconf", restconf.toJson(),
                "control", control.toJson());
    }

    /** Reads what {@link #toJson} wrote. */
    public static PartSetup of(JsonObject json) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        return new PartSetup(
                json.get("bind").getAsString(),
                TestAuthority.of(json.getAsJsonObject("authority"), random, clock.instant()),
                Credential.of(json.getAsJsonObject("restconf")),
                Credential.of(json.getAsJsonObject("control")),
                clock,
                random);
    }
}
