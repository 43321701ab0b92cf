package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.openmfs.testbed.topology.ServerCertificate;
import org.openmfs.testbed.topology.Words;
import org.openmfs.testbed.web.ControlClient;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** Changes a running optical network: fibres, paths of services, and an APN-C that fails. Every call waits until it is done. */
public final class ApnControl {
    private final ControlClient client;

    /**
     * @param control address from {@code apn.control} of testbed.json
     * @param credential from the file that {@code control-credential} of testbed.json names
     */
    public ApnControl(URI control, Credential credential) {
        this.client = new ControlClient(control, credential);
    }

    /** Fibres and services with their states and routes. */
    public JsonObject show() throws IOException {
        return client.get("/apn");
    }

    /** Takes a fibre down or brings it back; every service over it follows. */
    public void setFibre(String link, boolean up) throws IOException {
        client.send("PATCH", "/apn/links/" + URLEncoder.encode(link, StandardCharsets.UTF_8), Json.object("up", up));
    }

    /** Takes the path of one service down or brings it back. */
    public void setPath(UUID service, boolean up) throws IOException {
        client.send("PATCH", "/apn/services/" + service, Json.object("up", up));
    }

    /** Makes creations of services fail; replaces an earlier fault. */
    public void fault(ApnFault fault) throws IOException {
        client.send("PUT", "/apn/fault", fault.toJson());
    }

    /** Makes the APN-C as it left the factory: without services; nobody is told. */
    public void forget() throws IOException {
        client.send("POST", "/apn/forget", new JsonObject());
    }

    /** Deletes a service as another client would; the APN-C tells it. */
    public void deleteService(UUID service) throws IOException {
        client.delete("/apn/services/" + service);
    }

    /** Gives the APN-C a new certificate; who connects from now on is shown it. */
    public void renew(ServerCertificate certificate) throws IOException {
        client.send("POST", "/apn/renew", Json.object("certificate", Words.word(certificate)));
    }

    /** Creations succeed again, and what was stuck is set up. */
    public void clearFault() throws IOException {
        client.delete("/apn/fault");
    }
}
