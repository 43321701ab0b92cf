package org.openmfs.northbound.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestException;
import org.opendaylight.restconf.server.api.ChildBody;
import org.opendaylight.restconf.server.api.PatchContext;
import org.opendaylight.restconf.server.api.PatchEntity;
import org.opendaylight.restconf.server.spi.DefaultResourceContext;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserLeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserMapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.engine.Bodies;
import org.openmfs.northbound.engine.EngineErrors;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** Reads bodies, which were compared with the models before, as the edits that they stand for. */
public final class EditReader {
    private EditReader() {}

    /**
     * The edits of an ordered list, with their names (RFC 8072).
     *
     * @param ids as the client calls them, in the same order
     */
    public record Listed(String patchId, List<String> ids, List<Edit> edits) {}

    /** PUT (RFC 8040, section 4.5). */
    public static Edit replacing(Data target, Payload payload, Optional<Placing> placing) throws RefusedException {
        if (target.instance().isEmpty()) {
            return new Edit.ReplaceAll(new DatastoreBody(target.databind()).nodes(payload));
        }
        NormalizedNode node = node(target, payload);
        if (placing.isEmpty()) {
            return new Edit.Replace(target.instance(), node);
        }
        requireOrder(isOrdered(target));
        return placing.get().edit(target.instance(), Optional.of(node), false);
    }

    /** Plain PATCH (RFC 8040, section 4.6.1). */
    public static Edit amending(Data target, Payload payload) throws RefusedException {
        if (target.instance().isEmpty()) {
            List<Edit> parts = new ArrayList<>();
            for (NormalizedNode node : new DatastoreBody(target.databind()).nodes(payload)) {
                parts.add(new Edit.Merge(YangInstanceIdentifier.of(node.name()), node));
            }
            return new Edit.Several(target.instance(), parts);
        }
        return new Edit.Amend(target.instance(), node(target, payload));
    }

    /** A value of a leaf-list is in its address already. */
    private static NormalizedNode node(Data target, Payload payload) throws RefusedException {
        return target.instance().getLastPathArgument() instanceof NodeWithValue<?> value
                ? ImmutableNodes.leafSetEntry(value)
                : read(() -> Bodies.resource(payload).toNormalizedNode(target));
    }

    /** POST, which makes one child (RFC 8040, section 4.4.1). */
    public static Edit creating(Data parent, Payload payload, Optional<Placing> placing) throws RefusedException {
        ChildBody.PrefixAndBody made = read(() -> Bodies.child(payload).toPayload(parent));
        List<PathArgument> around = new ArrayList<>(parent.instance().getPathArguments());
        around.addAll(made.prefix());
        YangInstanceIdentifier path = YangInstanceIdentifier.of(around);
        if (placing.isPresent()) {
            requireOrder(made.body() instanceof UserMapNode || made.body() instanceof UserLeafSetNode<?>);
            NormalizedNode entry = entries(made.body()).getFirst();
            return placing.get().edit(path.node(entry.name()), Optional.of(entry), true);
        }
        return each(path, made.body(), Edit.Create::new);
    }

    /**
     * The edits of an ordered list (RFC 8072).
     *
     * @param placings where the entry of each comes, in the same order
     */
    public static Listed listed(Data target, Payload payload, List<Optional<Placing>> placings)
            throws RefusedException {
        boolean placed = placings.stream().anyMatch(Optional::isPresent);
        Payload plain = placed ? EditListBody.withoutPlaces(payload) : payload;
        PatchContext patch = read(() -> Bodies.patch(plain).toPatchContext(new DefaultResourceContext(target)));
        if (patch.entities().size() != placings.size()) {
            throw new RefusedException(Condition.MALFORMED, "The list of edits must be written without prefixes.");
        }
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < patch.entities().size(); i++) {
            edits.add(edit(patch.entities().get(i), placings.get(i)));
        }
        return new Listed(
                patch.patchId(),
                patch.entities().stream().map(PatchEntity::getEditId).toList(),
                edits);
    }

    private static Edit edit(PatchEntity entity, Optional<Placing> placing) throws RefusedException {
        YangInstanceIdentifier path = entity.getDataPath().instance();
        if (placing.isPresent()) {
            requireOrder(isOrdered(entity.getDataPath()));
        }
        return switch (entity.getOperation()) {
            case Create -> each(path, entity.getNode(), Edit.Create::new);
            case Merge -> each(path, entity.getNode(), Edit.Merge::new);
            case Replace -> each(path, entity.getNode(), Edit.Replace::new);
            case Delete -> new Edit.Delete(path);
            case Remove -> new Edit.Remove(path);
            case Insert -> {
                NormalizedNode entry = entries(entity.getNode()).getFirst();
                YangInstanceIdentifier list = isList(entity.getNode()) ? path : path.coerceParent();
                yield placing.orElseThrow().edit(list.node(entry.name()), Optional.of(entry), true);
            }
            case Move -> placing.orElseThrow().edit(path, Optional.empty(), false);
        };
    }

    private static boolean isOrdered(Data target) {
        return switch (target.schema().dataSchemaNode()) {
            case ListSchemaNode list -> list.isUserOrdered();
            case LeafListSchemaNode list -> list.isUserOrdered();
            default -> false;
        };
    }

    private static void requireOrder(boolean ordered) throws RefusedException {
        if (!ordered) {
            throw new RefusedException(
                    Condition.INVALID_VALUE, "Only entries of a list that users order can be put in a place.");
        }
    }

    /** An edit of a list is meant for the entries that it has, and for no other. */
    private static Edit each(
            YangInstanceIdentifier path,
            NormalizedNode node,
            BiFunction<YangInstanceIdentifier, NormalizedNode, Edit> edit) {
        if (!isList(node)) {
            return edit.apply(path, node);
        }
        List<Edit> parts = entries(node).stream()
                .map(entry -> edit.apply(path.node(entry.name()), entry))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new Edit.Several(path, parts);
    }

    private static boolean isList(NormalizedNode node) {
        return node instanceof MapNode || node instanceof LeafSetNode<?>;
    }

    private static List<NormalizedNode> entries(NormalizedNode node) {
        return isList(node) ? SchemaNodes.entries(node) : List.of(node);
    }

    /** Reads a body with the engine's parsers. */
    private interface Reading<T> {
        T read() throws RequestException;
    }

    /** What is refused here passed our own checks or is no business of theirs; the parsers fail in many ways. */
    private static <T> T read(Reading<T> reading) throws RefusedException {
        try {
            return reading.read();
        } catch (RequestException e) {
            throw new RefusedException(EngineErrors.translate(e.errors(), ""));
        } catch (RuntimeException e) {
            throw new RefusedException(Condition.MALFORMED, "The body is not what the model has at this address.");
        }
    }
}
