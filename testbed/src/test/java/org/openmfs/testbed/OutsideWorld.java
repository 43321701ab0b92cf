package org.openmfs.testbed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.openmfs.testbed.apn.ApnControl;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** A testbed as a client sees it: everything is taken from testbed.json and the files that it names. */
public final class OutsideWorld implements AutoCloseable {
    private final Runnable end;
    private final JsonObject json;

    public OutsideWorld(String topology) throws TestbedException, IOException {
        Path file = Files.createTempFile("topology", ".json");
        try {
            Files.writeString(file, topology);
            Testbed testbed = Testbed.start(TestbedOptions.inProcess(file));
            end = testbed::close;
            json = description(testbed.folder());
        } finally {
            Files.delete(file);
        }
    }

    private OutsideWorld(Path folder, Runnable end) throws IOException {
        this.end = end;
        this.json = description(folder);
    }

    /** A testbed that somebody else has started and stops. */
    public static OutsideWorld in(Path folder) throws IOException {
        return new OutsideWorld(folder, () -> {});
    }

    /** A testbed in this process, started with the command's own words. */
    public static OutsideWorld startedWith(String... words) throws TestbedException, IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--one-process");
        Testbed testbed = Testbed.start(TestbedOptions.parse(all.toArray(String[]::new)));
        return new OutsideWorld(testbed.folder(), testbed::close);
    }

    private static JsonObject description(Path folder) throws IOException {
        return Json.parseObject(Files.readString(folder.resolve("testbed.json")));
    }

    /** One of the topologies that are shipped. */
    public static String shipped(String name) throws IOException {
        return Files.readString(Path.of("topologies", name + ".json"));
    }

    public JsonObject json() {
        return json;
    }

    public JsonObject node(String name) {
        return named("qkd", "nodes", name);
    }

    public String link(String name) {
        return named("qkd", "links", name).get("id").getAsString();
    }

    public String sip(String name) {
        return named("apn", "sips", name).get("uuid").getAsString();
    }

    private JsonObject named(String network, String list, String name) {
        return Json.objects(json.getAsJsonObject(network), list).stream()
                .filter(entry -> entry.get("name").getAsString().equals(name))
                .findAny()
                .orElseThrow();
    }

    public SaeClient sae(String name) {
        JsonObject sae = named("qkd", "saes", name);
        return new SaeClient(sae.get("kme").getAsString(), identity(sae));
    }

    public SaeClient saeAt(String name, String node) {
        return new SaeClient(node(node).get("kme").getAsString(), identity(named("qkd", "saes", name)));
    }

    public RestconfClient qkdNode(String name) {
        return restconf(node(name).get("restconf").getAsString(), "qkd");
    }

    public RestconfClient apn() {
        return restconf(json.getAsJsonObject("apn").get("restconf").getAsString(), "apn");
    }

    private RestconfClient restconf(String root, String network) {
        return new RestconfClient(
                root, trust(), credential(json.getAsJsonObject(network).get("restconf-credential")));
    }

    public QkdControl qkdControl() {
        return new QkdControl(control("qkd"), credential(json.get("control-credential")));
    }

    public ApnControl apnControl() {
        return new ApnControl(control("apn"), credential(json.get("control-credential")));
    }

    public URI control(String network) {
        return URI.create(json.getAsJsonObject(network).get("control").getAsString());
    }

    private static Credential credential(JsonElement file) {
        try {
            return Credential.read(Path.of(file.getAsString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trusts the testbed's authority, shows nothing. */
    public SSLContext trust() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, authority().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows the identity of an SAE and trusts the testbed's authority. */
    public SSLContext identityOf(String sae) {
        return identity(named("qkd", "saes", sae));
    }

    private SSLContext identity(JsonObject sae) {
        return identity(
                Path.of(sae.get("pkcs12").getAsString()),
                Path.of(sae.get("pkcs12-password-file").getAsString()));
    }

    /** Shows the identity in a PKCS #12 file and trusts the testbed's authority. */
    public SSLContext identity(Path pkcs12, Path passwordFile) {
        try {
            char[] password = Files.readString(passwordFile).toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(pkcs12)) {
                store.load(in, password);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), authority().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustManagerFactory authority() throws GeneralSecurityException, IOException {
        byte[] pem = Files.readAllBytes(Path.of(json.get("ca-certificate").getAsString()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        store.setCertificateEntry("ca", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        return trust;
    }

    /**
     * Registers an application for two SAEs in both their nodes, as a QKDN controller does.
     *
     * @param backing ids of the links that back it
     */
    public void register(String app, List<String> saes, List<String> nodes, List<String> backing) {
        for (int i = 0; i < 2; i++) {
            JsonObject entry = Json.object(
                    "app_id", app,
                    "app_type", "etsi-qkd-node-types:CLIENT",
                    "server_app_id", saes.getFirst(),
                    "client_app_id", saes.subList(1, saes.size()),
                    "backing_qkdl_id", backing,
                    "local_qkdn_id", node(nodes.get(i)).get("id"),
                    "remote_qkdn_id", node(nodes.get(1 - i)).get("id"));
            qkdNode(nodes.get(i))
                    .expect(
                            201,
                            "PUT",
                            "etsi-qkd-sdn-node:qkd_node/qkd_applications/qkd_app=" + app,
                            Json.object("etsi-qkd-sdn-node:qkd_app", List.of(entry)));
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
