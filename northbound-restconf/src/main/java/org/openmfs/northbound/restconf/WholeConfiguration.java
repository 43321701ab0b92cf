package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestException;
import org.opendaylight.restconf.server.spi.ApiPathCanonizer;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNodes;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.check.ProtectedLeaves;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.Encoding;

/** The whole configuration at once, secrets apart: read as it is, or replaced under the checks that RESTCONF makes. */
public final class WholeConfiguration {
    private final DatabindContext databind;
    private final DirectEdits direct;
    private final WriteGate gate;
    private final List<Credential> credentials;

    /**
     * @param models what there may be
     * @param checks asked before it is replaced
     */
    public WholeConfiguration(
            EffectiveModelContext models,
            DOMDataBroker broker,
            List<RequestCheck> checks,
            List<Credential> credentials) {
        databind = DatabindContext.ofModel(models);
        CompletedCommits commits = new CompletedCommits(new ExplainedCommits(broker));
        direct = new DirectEdits(commits);
        // What replaces a whole configuration brings every secret that is to be there.
        ConfigurationStore store = new ConfigurationStore(broker, commits, checks, List.of());
        gate = new WriteGate(store, new DatastoreVersion(InstantSource.system()));
        this.credentials = List.copyOf(credentials);
    }

    /**
     * A configuration.
     *
     * @param modules name@revision of each module that the data are of
     * @param data without the secrets
     * @param secrets by the path of their leaf in RESTCONF's datastore
     */
    public record Content(SortedSet<String> modules, JsonObject data, SortedMap<String, String> secrets) {}

    /** Whether nothing is configured. */
    public boolean isEmpty() {
        return root().map(node -> node.body().isEmpty()).orElse(true);
    }

    private Optional<ContainerNode> root() {
        try {
            return direct.read(YangInstanceIdentifier.of()).map(ContainerNode.class::cast);
        } catch (RefusedException e) {
            throw new IllegalStateException("stopped while reading", e);
        }
    }

    /** All of it, in an order that depends on nothing but what it is. */
    public Content read() {
        SortedMap<String, String> secrets = new TreeMap<>();
        Optional<ContainerNode> root = root();
        if (root.isEmpty()) {
            return new Content(new TreeSet<>(), new JsonObject(), secrets);
        }
        for (Credential credential : credentials) {
            Optional<NormalizedNode> list = NormalizedNodes.findNode(root.get(), credential.entries());
            for (MapEntryNode entry : list.map(node -> ((MapNode) node).body()).orElse(List.of())) {
                NormalizedNode secret = entry.childByArg(NodeIdentifier.create(credential.secret()));
                if (secret != null) {
                    YangInstanceIdentifier path =
                            credential.entries().node(entry.name()).node(credential.secret());
                    secrets.put(address(path), secret.body().toString());
                }
            }
        }
        ContainerNode open = (ContainerNode) ProtectedLeaves.of(credentials).without(root.get());
        CanonicalJson json = new CanonicalJson(databind);
        return new Content(json.modules(root.get()), json.of(open), secrets);
    }

    private String address(YangInstanceIdentifier path) {
        try {
            return "/" + Address.format(new ApiPathCanonizer(databind).dataToApiPath(path));
        } catch (RequestException e) {
            throw new IllegalStateException("what is in the datastore has an address", e);
        }
    }

    /** What is strange about a module, if it is not known here as it is named. */
    public Optional<String> strangeness(String module) {
        int at = module.indexOf('@');
        String name = at < 0 ? module : module.substring(0, at);
        List<String> known = databind.modelContext().findModules(name).stream()
                .map(CanonicalJson::named)
                .toList();
        if (known.contains(module)) {
            return Optional.empty();
        }
        return Optional.of(
                known.isEmpty()
                        ? "module " + module + " is not known here"
                        : "module " + module + " is not known here, only " + String.join(", ", known));
    }

    /**
     * Replaces all of it.
     *
     * @param secrets by the path of their leaf in RESTCONF's datastore
     * @throws RefusedException if it can't be; says of each fault where it is; nothing has changed
     */
    public void replace(JsonObject data, Map<String, String> secrets) throws RefusedException {
        Data root = new Data(databind);
        JsonObject body = new JsonObject();
        body.add("ietf-restconf:data", data);
        Payload payload = payload(body);
        new ModelCheck(databind).replace(root, payload);
        List<NormalizedNode> nodes = new DatastoreBody(databind).nodes(payload);
        List<Edit> edits = new ArrayList<>(direct.replacingAll(nodes));
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            edits.add(writing(secret.getKey(), secret.getValue(), nodes));
        }
        gate.<Boolean>pass(() -> {}, edits, root, () -> direct.make(edits, root));
    }

    private Edit writing(String address, String secret, List<NormalizedNode> nodes) throws RefusedException {
        Data leaf = leaf(address);
        YangInstanceIdentifier entry = leaf.instance().coerceParent();
        boolean there = nodes.stream().anyMatch(node -> holds(node, entry));
        if (!there) {
            throw refused(address, "The data have no entry to which this secret belongs.");
        }
        JsonObject body = new JsonObject();
        body.addProperty(
                databind.modelContext()
                                .findModuleStatement(leaf.schema()
                                        .dataSchemaNode()
                                        .getQName()
                                        .getModule())
                                .orElseThrow()
                                .argument()
                                .getLocalName()
                        + ":" + leaf.schema().dataSchemaNode().getQName().getLocalName(),
                secret);
        new ModelCheck(databind).replace(leaf, payload(body));
        return EditBodies.replacing(leaf, payload(body));
    }

    private static boolean holds(NormalizedNode topLevel, YangInstanceIdentifier path) {
        return path.getPathArguments().getFirst().equals(topLevel.name())
                && NormalizedNodes.findNode(
                                topLevel,
                                path.relativeTo(YangInstanceIdentifier.of(topLevel.name()))
                                        .orElseThrow())
                        .isPresent();
    }

    private Data leaf(String address) throws RefusedException {
        try {
            if (address.startsWith("/")
                    && Address.resolve(databind, Address.parse(address.substring(1))) instanceof Data data
                    && isSecret(data)) {
                return data;
            }
        } catch (RefusedException e) {
            throw refused(address, e.getMessage());
        }
        throw refused(address, "The path of a password or token was expected.");
    }

    private boolean isSecret(Data data) {
        List<YangInstanceIdentifier.PathArgument> path = data.instance().getPathArguments();
        return path.size() == 4
                && credentials.stream()
                        .anyMatch(one -> one.container().equals(path.getFirst().getNodeType())
                                && one.list().equals(path.get(1).getNodeType())
                                && one.secret().equals(path.getLast().getNodeType()));
    }

    private static RefusedException refused(String address, String message) {
        return new RefusedException(List.of(ServerError.at(address, Condition.BAD_ELEMENT, message)));
    }

    private static Payload payload(JsonObject body) {
        return new Payload(Encoding.JSON, body.toString().getBytes(UTF_8));
    }
}
