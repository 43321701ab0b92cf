package org.openmfs.testbed;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.openmfs.testbed.kept.KeptIdentities;
import org.openmfs.testbed.kept.KeptPorts;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.part.ServerIdentities;
import org.openmfs.testbed.part.ServerWish;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.topology.Topology;
import org.openmfs.testbed.topology.TopologyException;
import org.openmfs.testbed.topology.TopologyFile;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** A running testbed: its networks, and the folder with what others need to reach them. */
public final class Testbed implements AutoCloseable {
    private static final String CONTROL = "control.json";

    /** User name, and common name of the certificate, of who controls the networks. */
    private static final String CONTROLLER = "controller";

    private final Topology topology;
    private final TestbedOptions options;
    private final TestbedFolder folder;
    private final Map<PartKind, Part> parts = new ConcurrentSkipListMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Map<PartKind, JsonObject> accesses = new EnumMap<>(PartKind.class);
    private JsonObject description = new JsonObject();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Testbed(Topology topology, TestbedOptions options, TestbedFolder folder) {
        this.topology = topology;
        this.options = options;
        this.folder = folder;
    }

    /**
     * Starts what a topology file describes and returns when all of it can be reached.
     *
     * @throws TestbedException with one line that says what is in the way: a wrong file, a used port, a used folder
     */
    public static Testbed start(TestbedOptions options) throws TestbedException {
        Testbed testbed = prepare(options);
        testbed.run();
        return testbed;
    }

    /** Reads the topology and takes the folder; from now on there is something to close. */
    static Testbed prepare(TestbedOptions options) throws TestbedException {
        Topology topology = check(options.topology());
        try {
            TestbedFolder folder = TestbedFolder.take(options.folder()
                    .or(() -> options.place()
                            .map(place -> place.resolve("testbed").resolve(topology.name()))));
            if (options.forget()) {
                folder.forget();
            }
            return new Testbed(topology, options, folder);
        } catch (IOException e) {
            throw new TestbedException(reason(e));
        }
    }

    /** @throws TestbedException with a line for each fault of the file */
    static Topology check(Path file) throws TestbedException {
        try {
            return TopologyFile.read(file);
        } catch (TopologyException e) {
            throw new TestbedException(
                    e.faults().stream().map(fault -> file + ": " + fault).collect(Collectors.joining("\n")));
        } catch (NoSuchFileException e) {
            throw new TestbedException("there is no file " + e.getFile());
        } catch (IOException e) {
            throw new TestbedException(reason(e));
        }
    }

    /** What the system said about a file or an address; its exceptions for files leave half of it to their names. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": no right to read or write it";
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            default -> e.getMessage();
        };
    }

    /** Starts the networks; closes everything again where one does not start. */
    void run() throws TestbedException {
        try {
            launch();
        } catch (TestbedException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            throw new TestbedException(reason(e));
        }
    }

    private void launch() throws IOException, TestbedException {
        List<PartKind> kinds = List.of(PartKind.values()).stream()
                .filter(k -> k.isIn(topology))
                .toList();
        checkPorts(kinds);
        List<ChildPart> children = options.oneProcess() ? List.of() : spawn(kinds);
        KeptIdentities identities = new KeptIdentities(folder.kept(), random, InstantSource.system());
        Credential control = identities.credential(folder.files(), CONTROL, "operator");
        description = Json.object(
                "name", topology.name(),
                "directory", folder.path(),
                "bind", options.listening().bind(),
                "called", options.listening().called(),
                "ca-certificate",
                        folder.files()
                                .write(
                                        "ca.pem",
                                        Identity.pem(identities.issuer().certificate())),
                "control-credential", folder.path().resolve(CONTROL));
        Map<PartKind, PartSetup> setups = new LinkedHashMap<>();
        for (PartKind kind : kinds) {
            setups.put(kind, setUp(kind, identities, control));
            accesses.put(kind, access(kind, identities));
        }
        for (ChildPart child : children) {
            child.order(setups.get(child.kind()));
        }
        List<JsonObject> saes = new ArrayList<>();
        for (QkdPlan.Sae sae : topology.qkd().saes()) {
            saes.add(equip(sae, topology.qkd(), identities));
        }
        for (PartKind kind : kinds) {
            if (parts.get(kind) instanceof ChildPart child) {
                child.await();
            } else {
                parts.put(kind, kind.start(topology, setups.get(kind)));
            }
        }
        describe(children, saes);
    }

    private void checkPorts(List<PartKind> kinds) throws IOException, TestbedException {
        try {
            String bind = options.listening().bind();
            PortCheck check = new PortCheck().requireAddress(bind);
            for (PartKind kind : kinds) {
                check.with(kind.doors(topology, bind), new KeptPorts(folder.kept(), kind.label()));
            }
            check.report();
        } catch (TestbedException refused) {
            folder.giveBack();
            throw refused;
        }
    }

    private List<ChildPart> spawn(List<PartKind> kinds) throws IOException {
        List<ChildPart> children = new ArrayList<>();
        for (PartKind kind : kinds) {
            ChildPart child = ChildPart.launch(kind, options.topology(), folder.reserve(kind.label() + ".log"));
            parts.put(kind, child);
            children.add(child);
        }
        return children;
    }

    private PartSetup setUp(PartKind kind, KeptIdentities identities, Credential control) throws IOException {
        Credential restconf = identities.credential(folder.files(), credentialFile(kind), CONTROLLER);
        ServerIdentities issuer = new ServerIdentities(identities, random, InstantSource.system());
        Map<String, Identity> servers = new LinkedHashMap<>();
        for (Map.Entry<String, ServerWish> server :
                kind.servers(topology, options.listening().hosts()).entrySet()) {
            servers.put(server.getKey(), issuer.of(server.getKey(), server.getValue()));
        }
        return new PartSetup(
                options.listening(), servers, restconf, control, folder.kept(), InstantSource.system(), random);
    }

    /** What a controller has to show to the managers of one kind, as members of the description. */
    private JsonObject access(PartKind kind, KeptIdentities identities) throws IOException {
        Path credential = folder.path().resolve(credentialFile(kind));
        return switch (kind.access(topology)) {
            case BASIC -> Json.object("restconf-credential", credential);
            case BEARER ->
                Json.object(
                        "restconf-token",
                        folder.files()
                                .write(
                                        kind.label() + "-restconf.token",
                                        Credential.read(credential).password()));
            case CLIENT_CERTIFICATE -> {
                String name = kind.label() + "-" + CONTROLLER;
                IdentityFiles files = new IdentityFiles(folder.files(), name);
                files.write(
                        identities.identity(name, new Names(CONTROLLER, List.of("urn:mfs:" + CONTROLLER), List.of())),
                        random);
                yield Json.object(
                        "restconf-client-certificate", files.certificate(),
                        "restconf-client-key", files.key(),
                        "restconf-client-pkcs12", files.pkcs12(),
                        "restconf-client-pkcs12-password-file", files.password());
            }
        };
    }

    private static String credentialFile(PartKind kind) {
        return kind.label() + "-restconf.json";
    }

    /** Gives an SAE its certificate and key. */
    private JsonObject equip(QkdPlan.Sae sae, QkdPlan plan, KeptIdentities identities) throws IOException {
        Identity identity =
                identities.identity("SAE " + sae.name(), new Names(sae.name(), List.of(sae.uri()), List.of()));
        IdentityFiles files = new IdentityFiles(folder.files().in(TestbedFolder.SAES), sae.name());
        files.write(identity, random);
        return Json.object(
                "name", sae.name(),
                "uri", sae.uri(),
                "sae-id", sae.id(plan.saeIdSource()),
                "node", sae.node(),
                "certificate", files.certificate(),
                "key", files.key(),
                "pkcs12", files.pkcs12(),
                "pkcs12-password-file", files.password());
    }

    private void describe(List<ChildPart> children, List<JsonObject> saes) throws IOException {
        JsonObject processes = Json.object("testbed", ProcessHandle.current().pid());
        children.forEach(child -> processes.addProperty(child.kind().label(), child.pid()));
        description.add("processes", processes);
        parts.forEach((kind, part) -> {
            JsonObject network = part.description().deepCopy();
            accesses.get(kind).asMap().forEach(network::add);
            description.add(kind.label(), network);
        });
        if (description.has("qkd")) {
            JsonObject qkd = description.getAsJsonObject("qkd");
            saes.forEach(sae -> Json.objects(qkd, "nodes").stream()
                    .filter(node -> node.get("name").equals(sae.get("node")))
                    .forEach(node -> sae.add("kme", node.get("kme"))));
            qkd.add("saes", Json.array(saes));
        }
        folder.describe(description);
    }

    /** What testbed.json holds. */
    public JsonObject description() {
        return description;
    }

    public Path folder() {
        return folder.path();
    }

    /** Completes with one line when a network's process ends although nobody stopped it. */
    CompletableFuture<String> broken() {
        CompletableFuture<String> broken = new CompletableFuture<>();
        parts.values().forEach(part -> {
            if (part instanceof ChildPart child) {
                child.ended().thenAccept(code -> {
                    if (!closed.get()) {
                        broken.complete("the %s process ended unexpectedly with code %d"
                                .formatted(child.kind().label(), code));
                    }
                });
            }
        });
        return broken;
    }

    /** Stops every network; a folder that the user named keeps what the next start needs. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            parts.values().parallelStream().forEach(Part::close);
            try {
                folder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
