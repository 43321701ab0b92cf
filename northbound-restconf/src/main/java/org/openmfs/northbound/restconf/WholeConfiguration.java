package org.openmfs.northbound.restconf;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
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
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.northbound.write.DatastoreBody;
import org.openmfs.northbound.write.Edit;
import org.openmfs.northbound.write.OtherSide;
import org.openmfs.northbound.write.WritePath;

/** The whole configuration at once, secrets apart: read as it is, or replaced under the checks that RESTCONF makes. */
public final class WholeConfiguration {
    private final DatabindContext databind;
    private final DOMDataBroker broker;
    private final WritePath writes;
    private final List<Credential> credentials;
    private final SecretLeaves leaves;

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
        this.broker = broker;
        // What replaces a whole configuration brings every secret that is to be there.
        writes = new WritePath(new ConfigurationStore(broker, checks, List.of(), ConfigurationStore.PATIENCE));
        this.credentials = List.copyOf(credentials);
        leaves = new SecretLeaves(databind, this.credentials);
    }

    /**
     * A configuration.
     *
     * @param modules name@revision of each module that the data are of
     * @param data without the secrets
     * @param secrets by the path of their leaf in RESTCONF's datastore
     */
    public record Content(SortedSet<String> modules, JsonObject data, SortedMap<String, Secret> secrets) {}

    /** Whether nothing is configured. */
    public boolean isEmpty() {
        return root().map(node -> node.body().isEmpty()).orElse(true);
    }

    private Optional<ContainerNode> root() {
        try (DOMDataTreeReadTransaction transaction = broker.newReadOnlyTransaction()) {
            return transaction
                    .read(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of())
                    .get(ConfigurationStore.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .map(ContainerNode.class::cast);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the configuration can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the configuration can't be read", e);
        }
    }

    /** All of it, in an order that depends on nothing but what it is. */
    public Content read() {
        SortedMap<String, Secret> secrets = new TreeMap<>();
        Optional<ContainerNode> root = root();
        if (root.isEmpty()) {
            return new Content(new TreeSet<>(), new JsonObject(), secrets);
        }
        for (Credential credential : credentials) {
            for (MapEntryNode entry : entries(root.get(), credential)) {
                NormalizedNode secret = entry.childByArg(NodeIdentifier.create(credential.secret()));
                if (secret != null) {
                    Map<String, String> side =
                            OtherSide.of(credential, entry, databind).values();
                    secrets.put(
                            leaves.address(credential, entry),
                            new Secret(secret.body().toString(), Optional.of(side)));
                }
            }
        }
        ContainerNode open = (ContainerNode) ProtectedLeaves.of(credentials).without(root.get());
        CanonicalJson json = new CanonicalJson(databind);
        return new Content(json.modules(root.get()), json.of(open), secrets);
    }

    private static Collection<MapEntryNode> entries(ContainerNode root, Credential credential) {
        return NormalizedNodes.findNode(root, credential.entries())
                .map(list -> ((MapNode) list).body())
                .orElse(List.of());
    }

    /** Other sides for which a user is named and no secret, such as {@code device alice}. */
    public List<String> lackingSecrets() {
        List<String> lacking = new ArrayList<>();
        for (Credential credential : credentials) {
            root().map(root -> entries(root, credential)).orElse(List.of()).stream()
                    .filter(entry -> !entry.name().containsKey(credential.user())
                            && entry.childByArg(NodeIdentifier.create(credential.user())) != null
                            && entry.childByArg(NodeIdentifier.create(credential.secret())) == null)
                    .map(entry -> credential.list().getLocalName() + " "
                            + entry.name().values().iterator().next())
                    .sorted()
                    .forEach(lacking::add);
        }
        return lacking;
    }

    /** Which of these are not known here as they are named, and what is known instead. */
    public List<String> strange(List<String> modules) {
        return modules.stream()
                .distinct()
                .sorted()
                .flatMap(module -> strangeness(module).stream())
                .toList();
    }

    private Optional<String> strangeness(String module) {
        String name = module.substring(0, module.indexOf('@') < 0 ? module.length() : module.indexOf('@'));
        List<String> known = databind.modelContext().findModules(name).stream()
                .map(CanonicalJson::named)
                .toList();
        return known.contains(module)
                ? Optional.empty()
                : Optional.of(module + " (here " + (known.isEmpty() ? "none" : String.join(", ", known)) + ")");
    }

    /**
     * Replaces all of it.
     *
     * @param secrets by the path of their leaf in RESTCONF's datastore
     * @throws RefusedException if it can't be; says of each fault where it is; nothing has changed
     */
    public void replace(JsonObject data, Map<String, Secret> secrets) throws RefusedException {
        Proposal proposal = proposal(data, secrets);
        if (!proposal.errors().isEmpty()) {
            throw new RefusedException(faults(proposal, data));
        }
        writes.write(new Data(databind), WritePath.Precondition.NONE, proposal.edits());
    }

    /** What would speak against replacing all of it. */
    public List<ServerError> faults(JsonObject data, Map<String, Secret> secrets) throws RefusedException {
        return faults(proposal(data, secrets), data);
    }

    private List<ServerError> faults(Proposal proposal, JsonObject data) throws RefusedException {
        List<ServerError> faults = new ArrayList<>(proposal.errors());
        if (proposal.readable()) {
            faults.addAll(writes.objections(proposal.edits(), databind));
        } else {
            faults.addAll(objectionsToTheRest(new SoundPart(proposal.errors()), data));
        }
        return faults;
    }

    /** As far as the data make sense to the models. */
    private List<ServerError> objectionsToTheRest(SoundPart part, JsonObject data) throws RefusedException {
        JsonObject body = new JsonObject();
        body.add("ietf-restconf:data", part.of(data));
        List<NormalizedNode> nodes;
        try {
            nodes = new DatastoreBody(databind).nodes(SecretLeaves.payload(body));
        } catch (RefusedException nothingLeft) {
            return List.of();
        }
        return part.counting(writes.objections(List.of(new Edit.ReplaceAll(nodes)), databind), data);
    }

    /** Secrets that stand among the data, where everybody can read them; says of each where it is. */
    public List<ServerError> secretsInClear(JsonObject data) {
        return new ClearSecrets(databind, credentials).in(data);
    }

    /**
     * What replaces a configuration.
     *
     * @param readable whether the data are of the models at all, so that rules can be asked
     */
    private record Proposal(List<Edit> edits, List<ServerError> errors, boolean readable) {}

    private Proposal proposal(JsonObject data, Map<String, Secret> secrets) throws RefusedException {
        JsonObject body = new JsonObject();
        body.add("ietf-restconf:data", data);
        List<Edit> edits = new ArrayList<>();
        List<ServerError> errors = new ArrayList<>();
        Optional<List<NormalizedNode>> nodes = nodes(SecretLeaves.payload(body), errors);
        if (nodes.isPresent()) {
            edits.add(new Edit.ReplaceAll(nodes.get()));
        }
        new TreeMap<>(secrets).forEach((address, secret) -> {
            try {
                edits.add(leaves.writing(address, secret, nodes));
            } catch (RefusedException e) {
                errors.addAll(e.errors());
            }
        });
        return new Proposal(edits, errors, nodes.isPresent());
    }

    private Optional<List<NormalizedNode>> nodes(Payload payload, List<ServerError> errors) {
        try {
            new ModelCheck(databind).replace(new Data(databind), payload);
            return Optional.of(new DatastoreBody(databind).nodes(payload));
        } catch (RefusedException e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }
}
