package org.openmfs.agent.netconf.xml;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.XMLNamespace;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodecFactory;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.Composite;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.PathMixin;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContextTree;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.RpcDefinition;
import org.opendaylight.yangtools.yang.model.api.TypeDefinition;
import org.opendaylight.yangtools.yang.model.api.TypedDataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.type.StringTypeDefinition;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.w3c.dom.Element;

/** Finds the place of an XML element in the model, one step at a time, and says exactly what is wrong with it. */
public final class ModelReader {
    private final EffectiveModelContext model;
    private final XmlCodecFactory codecs;

    public ModelReader(EffectiveModelContext model) {
        this.model = model;
        this.codecs = XmlCodecFactory.create(model);
    }

    /** The root of a datastore. */
    public Place root() {
        return new Place(
                DataSchemaContextTree.from(model).getRoot(),
                SchemaInferenceStack.of(model),
                YangInstanceIdentifier.of(),
                Optional.empty());
    }

    /** The input of an RPC. */
    public Place inputOf(RpcDefinition rpc) {
        var stack = SchemaInferenceStack.of(model);
        stack.enterSchemaTree(rpc.getQName());
        stack.enterSchemaTree(rpc.getInput().getQName());
        return new Place(DataSchemaContext.of(rpc.getInput()), stack, YangInstanceIdentifier.of(), Optional.empty());
    }

    /**
     * One step down.
     *
     * @throws RequestRefused {@code unknown-namespace}, {@code unknown-element}, {@code missing-element} for a key, or
     *     {@code invalid-value}
     */
    public Place enter(Place parent, Element element) throws RequestRefused {
        return step(parent, element, true);
    }

    /** One step down to a node that is to be deleted: a leaf then needs no value. */
    public Place locate(Place parent, Element element) throws RequestRefused {
        return step(parent, element, false);
    }

    private Place step(Place parent, Element element, boolean withValue) throws RequestRefused {
        var name = nameOf(parent, element);
        var stack = parent.stack().copy();
        var path = parent.path();
        var context = enter(parent, parent.context(), stack, name, element);
        while (context instanceof PathMixin mixin) {
            path = path.node(mixin.mixinPathStep());
            context = enter(parent, mixin, stack, name, element);
        }
        if (context.dataSchemaNode() instanceof ListSchemaNode list) {
            return new Place(context, stack, path.node(keysOf(list, path, stack, element)), Optional.empty());
        }
        var step = context.pathStep();
        if (context.dataSchemaNode() instanceof TypedDataSchemaNode typed && (withValue || step == null)) {
            var value = value(typed, step == null ? path : path.node(step), stack, element);
            return new Place(
                    context,
                    stack,
                    path.node(step == null ? new NodeWithValue<>(name, value) : step),
                    Optional.of(value));
        }
        return new Place(context, stack, path.node(context.getPathStep()), Optional.empty());
    }

    private QName nameOf(Place parent, Element element) throws RequestRefused {
        var uri = Elements.namespace(element);
        var modules =
                uri.isEmpty() ? null : model.findModules(XMLNamespace.of(uri)).iterator();
        if (modules == null || !modules.hasNext()) {
            throw RequestRefused.of(ErrorTag.UNKNOWN_NAMESPACE, "No module of this device has namespace '" + uri + "'")
                    .at(parent.path())
                    .info("bad-element", element.getLocalName())
                    .info("bad-namespace", uri);
        }
        return QName.create(modules.next().getQNameModule(), element.getLocalName());
    }

    private static DataSchemaContext enter(
            Place parent, DataSchemaContext from, SchemaInferenceStack stack, QName name, Element element)
            throws RequestRefused {
        var found = from instanceof Composite composite ? composite.enterChild(stack, name) : null;
        if (found == null) {
            throw RequestRefused.of(
                            ErrorTag.UNKNOWN_ELEMENT, "The model has no node '" + element.getLocalName() + "' here")
                    .at(parent.path())
                    .info("bad-element", element.getLocalName());
        }
        return found;
    }

    private NodeIdentifierWithPredicates keysOf(
            ListSchemaNode list, YangInstanceIdentifier path, SchemaInferenceStack stack, Element entry)
            throws RequestRefused {
        var keys = new LinkedHashMap<QName, Object>();
        for (var key : list.getKeyDefinition()) {
            var element = Elements.children(entry).stream()
                    .filter(child -> child.getLocalName().equals(key.getLocalName())
                            && Elements.namespace(child)
                                    .equals(key.getNamespace().toString()))
                    .findFirst()
                    .orElseThrow(() -> missingKey(path, key));
            var inKey = stack.copy();
            inKey.enterDataTree(key);
            keys.put(key, value((TypedDataSchemaNode) list.dataChildByName(key), path, inKey, element));
        }
        return NodeIdentifierWithPredicates.of(list.getQName(), keys);
    }

    private static RequestRefused missingKey(YangInstanceIdentifier path, QName key) {
        return RequestRefused.of(ErrorTag.MISSING_ELEMENT, "The list entry lacks its key " + key.getLocalName())
                .at(path)
                .info("bad-element", key.getLocalName());
    }

    private Object value(
            TypedDataSchemaNode leaf, YangInstanceIdentifier path, SchemaInferenceStack stack, Element element)
            throws RequestRefused {
        if (!Elements.children(element).isEmpty()) {
            throw Elements.unknown(Elements.children(element).getFirst()).at(path);
        }
        var type = leaf.getType();
        var text = type instanceof StringTypeDefinition
                ? element.getTextContent()
                : element.getTextContent().trim();
        try {
            return codecs.codecFor(leaf, stack).parseValue(new ScopedNamespaces(element), text);
        } catch (IllegalArgumentException | IllegalStateException invalid) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, describe(leaf, type, text))
                    .at(path);
        }
    }

    private static String describe(TypedDataSchemaNode leaf, TypeDefinition<?> type, String text) {
        var shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return "'" + shown + "' is not a valid value of " + leaf.getQName().getLocalName() + " (type "
                + type.getQName().getLocalName() + ")";
    }
}
