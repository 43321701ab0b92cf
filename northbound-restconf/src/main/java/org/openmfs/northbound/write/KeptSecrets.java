package org.openmfs.northbound.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNodes;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;

/**
 * What becomes of secrets that a change does not name, since nobody could have read them: they stay where the other side
 * and the user stay the same, and go with the user. To another side no secret follows by itself.
 */
final class KeptSecrets {
    private final List<Credential> credentials;

    KeptSecrets(List<Credential> credentials) {
        this.credentials = List.copyOf(credentials);
    }

    /** The top-level nodes in which there are secrets. */
    Set<QName> concerns() {
        return credentials.stream().map(Credential::container).collect(Collectors.toSet());
    }

    /**
     * What must be made along with the edits.
     *
     * @throws RefusedException if a secret must be named; says which
     */
    List<Edit> besides(List<Edit> edits, ProposedChange change, DatabindContext databind) throws RefusedException {
        List<Edit> besides = new ArrayList<>();
        List<ServerError> errors = new ArrayList<>();
        for (Credential credential : credentials) {
            Map<Object, MapEntryNode> after = entries(change.after(credential.container()), credential);
            entries(change.before(credential.container()), credential).forEach((id, old) -> {
                YangInstanceIdentifier secret =
                        credential.entries().node(old.name()).node(credential.secret());
                if (after.containsKey(id)
                        && child(old, credential.secret()).isPresent()
                        && edits.stream()
                                .flatMap(edit -> edit.parts().stream())
                                .noneMatch(edit -> names(edit, secret))) {
                    new Entry(credential, old, after.get(id), databind).decide(secret, besides, errors);
                }
            });
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(errors);
        }
        return besides;
    }

    private static Map<Object, MapEntryNode> entries(Optional<NormalizedNode> container, Credential credential) {
        Map<Object, MapEntryNode> entries = new LinkedHashMap<>();
        container
                .flatMap(node -> child((DataContainerNode) node, credential.list()))
                .ifPresent(list -> ((MapNode) list).body().forEach(entry -> entries.put(entry.name(), entry)));
        return entries;
    }

    /** Whether an edit writes the secret or takes it away, itself or with everything around it. */
    private static boolean names(Edit edit, YangInstanceIdentifier secret) {
        if (!edit.path().contains(secret)) {
            return false;
        }
        return edit instanceof Edit.Remove
                || edit instanceof Edit.Delete
                || edit.written()
                        .flatMap(node -> NormalizedNodes.findNode(
                                node, secret.relativeTo(edit.path()).orElseThrow()))
                        .isPresent();
    }

    private static Optional<NormalizedNode> child(DataContainerNode node, QName name) {
        return Optional.ofNullable(node.childByArg(NodeIdentifier.create(name)));
    }

    /** One other side, before and after a change that does not name its secret. */
    private record Entry(Credential credential, MapEntryNode old, MapEntryNode now, DatabindContext databind) {
        void decide(YangInstanceIdentifier secret, List<Edit> besides, List<ServerError> errors) {
            Optional<NormalizedNode> left = child(now, credential.secret());
            List<String> changed = OtherSide.of(credential, now, databind)
                    .changedSince(OtherSide.of(credential, old, databind).values());
            boolean userGone = child(old, credential.user()).isPresent()
                    && child(now, credential.user()).isEmpty();
            if (userGone) {
                left.ifPresent(ignored -> besides.add(new Edit.Remove(secret)));
            } else if (!changed.isEmpty()) {
                errors.add(ServerError.at(
                        new ModelCheck(databind).textOf(secret),
                        Condition.MISSING_ELEMENT,
                        "The " + credential.secret().getLocalName() + " must be given again, since '"
                                + changed.getFirst() + "' is another than before."));
            } else if (left.isEmpty()) {
                besides.add(
                        new Edit.Merge(secret, child(old, credential.secret()).orElseThrow()));
            }
        }
    }
}
