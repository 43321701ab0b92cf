package org.openmfs.northbound.write;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.northbound.check.Credential;

/** Whom an entry's secret is meant for: what its bound leaves hold, as text; what is not there has its default. */
public record OtherSide(Credential credential, Map<String, String> values) {
    public OtherSide {
        values = Map.copyOf(values);
    }

    public static OtherSide of(Credential credential, MapEntryNode entry, DatabindContext databind) {
        Map<String, String> values = new LinkedHashMap<>();
        for (QName leaf : credential.bound()) {
            Optional.ofNullable(entry.childByArg(NodeIdentifier.create(leaf)))
                    .map(OtherSide::text)
                    .or(() -> defaultOf(credential, leaf, databind))
                    .ifPresent(value -> values.put(leaf.getLocalName(), value));
        }
        return new OtherSide(credential, values);
    }

    /** The leaves that differ from what they were, in the order of the model. */
    public List<String> changedSince(Map<String, String> before) {
        List<String> names = new ArrayList<>(
                credential.bound().stream().map(QName::getLocalName).toList());
        before.keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(names::add);
        return names.stream()
                .filter(name -> !Optional.ofNullable(values.get(name)).equals(Optional.ofNullable(before.get(name))))
                .toList();
    }

    private static String text(NormalizedNode node) {
        if (node instanceof LeafSetNode<?> leaves) {
            JsonArray all = new JsonArray();
            leaves.body().forEach(value -> all.add(value.body().toString()));
            return all.toString();
        }
        return node.body().toString();
    }

    private static Optional<String> defaultOf(Credential credential, QName leaf, DatabindContext databind) {
        SchemaInferenceStack stack = SchemaInferenceStack.of(databind.modelContext());
        stack.enterDataTree(credential.container());
        stack.enterDataTree(credential.list());
        return stack.enterDataTree(leaf) instanceof LeafSchemaNode schema
                ? schema.getType().getDefaultValue().map(Object::toString)
                : Optional.empty();
    }
}
