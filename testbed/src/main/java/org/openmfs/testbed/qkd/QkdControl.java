package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.openmfs.testbed.topology.ServerCertificate;
import org.openmfs.testbed.topology.Words;
import org.openmfs.testbed.web.ControlClient;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** Changes a running QKD network: rates, error rates, outages, and KMEs that misbehave. Every call waits until it is done. */
public final class QkdControl {
    private final ControlClient client;

    /**
     * @param control address from {@code qkd.control} of testbed.json
     * @param credential from the file that {@code control-credential} of testbed.json names
     */
    public QkdControl(URI control, Credential credential) {
        this.client = new ControlClient(control, credential);
    }

    /** Links with rate, error rate and stored bits; KMEs with waiting keys and faults. */
    public JsonObject show() throws IOException {
        return client.get("/qkd");
    }

    /** @param bitsPerSecond secret key rate while the link generates */
    public void setRate(String link, long bitsPerSecond) throws IOException {
        change(link, Json.object("rate", bitsPerSecond));
    }

    /** @param percent 6 and more raises an alarm, 11 and more stops key generation */
    public void setQber(String link, double percent) throws IOException {
        change(link, Json.object("qber-percent", percent));
    }

    /** @param bits key bits that both ends of the link now hold */
    public void setStoredBits(String link, long bits) throws IOException {
        change(link, Json.object("stored-bits", bits));
    }

    /** Stops key generation; what the two ends hold stays usable. */
    public void linkDown(String link, String reason) throws IOException {
        change(link, Json.object("up", false, "reason", reason));
    }

    /** Stops key generation and takes the stored bits away, so that the KMEs have nothing left to deliver. */
    public void cutLink(String link, String reason) throws IOException {
        change(link, Json.object("up", false, "reason", reason, "stored-bits", 0));
    }

    public void linkUp(String link) throws IOException {
        change(link, Json.object("up", true));
    }

    /** Makes the KME of a node misbehave; replaces an earlier fault. */
    public void kmeFault(String node, KmeFault fault) throws IOException {
        client.send("PUT", fault(node), fault.toJson());
    }

    /** Ends the fault of a node's KME. */
    public void clearFault(String node) throws IOException {
        client.delete(fault(node));
    }

    /** Makes a node as it left the factory, its KME too; nobody is told. */
    public void forget(String node) throws IOException {
        client.send("POST", "/qkd/nodes/" + encode(node) + "/forget", new JsonObject());
    }

    /** Makes every node as it left the factory. */
    public void forgetAll() throws IOException {
        client.send("POST", "/qkd/forget", new JsonObject());
    }

    /** Deletes an application at a node as another controller would; the node tells it. */
    public void deleteApplication(String node, String app) throws IOException {
        client.delete("/qkd/nodes/" + encode(node) + "/applications/" + encode(app));
    }

    /** Gives a node's KME a new certificate of the same authority; who connects from now on is shown it. */
    public void renewKme(String node) throws IOException {
        client.send("POST", "/qkd/kmes/" + encode(node) + "/renew", new JsonObject());
    }

    /** The same with a certificate that clients have reason to refuse. */
    public void renewKme(String node, ServerCertificate certificate) throws IOException {
        client.send(
                "POST", "/qkd/kmes/" + encode(node) + "/renew", Json.object("certificate", Words.word(certificate)));
    }

    /** Gives the SD-QKD node itself, which controllers talk to, a new certificate. */
    public void renewNode(String node, ServerCertificate certificate) throws IOException {
        client.send(
                "POST", "/qkd/nodes/" + encode(node) + "/renew", Json.object("certificate", Words.word(certificate)));
    }

    private void change(String link, JsonObject change) throws IOException {
        client.send("PATCH", "/qkd/links/" + encode(link), change);
    }

    private static String fault(String node) {
        return "/qkd/kmes/" + encode(node) + "/fault";
    }

    private static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
