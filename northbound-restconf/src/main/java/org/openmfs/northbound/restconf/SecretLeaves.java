package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestException;
import org.opendaylight.restconf.server.spi.ApiPathCanonizer;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNodes;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.Encoding;
import org.openmfs.northbound.write.Edit;
import org.openmfs.northbound.write.EditReader;
import org.openmfs.northbound.write.OtherSide;

/** The leaves of secrets by their addresses, and the writing of one for nobody but whom it is meant for. */
final class SecretLeaves {
    private final DatabindContext databind;
    private final List<Credential> credentials;

    SecretLeaves(DatabindContext databind, List<Credential> credentials) {
        this.databind = databind;
        this.credentials = credentials;
    }

    /** Where an entry's secret is, in RESTCONF's datastore. */
    String address(Credential credential, MapEntryNode entry) {
        YangInstanceIdentifier path = credential.entries().node(entry.name()).node(credential.secret());
        try {
            return "/" + Address.format(new ApiPathCanonizer(databind).dataToApiPath(path));
        } catch (RequestException e) {
            throw new IllegalStateException("what is in the datastore has an address", e);
        }
    }

    /** @param nodes the top-level nodes that are written with it; empty where nobody can read them */
    Edit writing(String address, Secret secret, Optional<List<NormalizedNode>> nodes) throws RefusedException {
        Data leaf = leaf(address);
        if (nodes.isPresent()) {
            checkEntry(address, secret, leaf, nodes.get());
        }
        QName name = leaf.schema().dataSchemaNode().getQName();
        String module = databind.modelContext()
                .findModuleStatement(name.getModule())
                .orElseThrow()
                .argument()
                .getLocalName();
        JsonObject body = new JsonObject();
        body.addProperty(module + ":" + name.getLocalName(), secret.text());
        new ModelCheck(databind).replace(leaf, payload(body));
        return EditReader.replacing(leaf, payload(body), Optional.empty());
    }

    private void checkEntry(String address, Secret secret, Data leaf, List<NormalizedNode> nodes)
            throws RefusedException {
        YangInstanceIdentifier path = leaf.instance().coerceParent();
        MapEntryNode entry = nodes.stream()
                .flatMap(node -> entry(node, path).stream())
                .findFirst()
                .orElseThrow(() -> refused(address, "The data have no entry to which this secret belongs."));
        Credential credential = of(leaf).orElseThrow();
        List<String> changed = secret.meantFor()
                .map(before -> OtherSide.of(credential, entry, databind).changedSince(before))
                .orElse(List.of());
        if (!changed.isEmpty()) {
            throw refused(address, "it was sealed for another " + String.join(", ", changed) + " than the file has");
        }
    }

    private static Optional<MapEntryNode> entry(NormalizedNode topLevel, YangInstanceIdentifier path) {
        return path.getPathArguments().getFirst().equals(topLevel.name())
                ? NormalizedNodes.findNode(
                                topLevel,
                                path.relativeTo(YangInstanceIdentifier.of(topLevel.name()))
                                        .orElseThrow())
                        .map(MapEntryNode.class::cast)
                : Optional.empty();
    }

    private Data leaf(String address) throws RefusedException {
        try {
            if (address.startsWith("/")
                    && Address.resolve(databind, Address.parse(address.substring(1))) instanceof Data data
                    && of(data).isPresent()) {
                return data;
            }
        } catch (RefusedException e) {
            throw refused(address, e.getMessage());
        }
        throw refused(address, "The path of a password or token was expected.");
    }

    private Optional<Credential> of(Data leaf) {
        List<YangInstanceIdentifier.PathArgument> path = leaf.instance().getPathArguments();
        return credentials.stream()
                .filter(one -> path.size() == 4
                        && one.container().equals(path.getFirst().getNodeType())
                        && one.list().equals(path.get(1).getNodeType())
                        && one.secret().equals(path.getLast().getNodeType()))
                .findFirst();
    }

    private static RefusedException refused(String address, String message) {
        return new RefusedException(List.of(ServerError.at(address, Condition.BAD_ELEMENT, message)));
    }

    static Payload payload(JsonObject body) {
        return new Payload(Encoding.JSON, body.toString().getBytes(UTF_8));
    }
}
