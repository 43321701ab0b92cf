package org.openmfs.agent.netconf.xml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.Composite;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.PathMixin;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContextTree;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.w3c.dom.Element;

/** Writes the path of a data node as the XPath of an {@code error-path}, with the modules' own prefixes. */
public final class ErrorPath {
    private final EffectiveModelContext model;

    public ErrorPath(EffectiveModelContext model) {
        this.model = model;
    }

    /** Writes a path into an element, declaring the prefixes there. */
    public void write(YangInstanceIdentifier path, Element to) {
        var prefixes = new LinkedHashMap<String, String>();
        to.setTextContent(render(path, prefixes));
        prefixes.forEach((prefix, namespace) ->
                to.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:" + prefix, namespace));
    }

    private String render(YangInstanceIdentifier path, Map<String, String> prefixes) {
        var text = new StringBuilder();
        DataSchemaContext context = DataSchemaContextTree.from(model).getRoot();
        for (var step : path.getPathArguments()) {
            context = context instanceof Composite composite ? composite.childByArg(step) : null;
            if (isVisible(context, step, path)) {
                append(step, text, prefixes);
            }
        }
        return text.isEmpty() ? "/" : text.toString();
    }

    private static boolean isVisible(DataSchemaContext context, PathArgument step, YangInstanceIdentifier path) {
        if (context == null || !(context instanceof PathMixin)) {
            return true;
        }
        var isChoice = context.dataSchemaNode() instanceof ChoiceSchemaNode;
        return !isChoice && step.equals(path.getLastPathArgument());
    }

    private void append(PathArgument step, StringBuilder text, Map<String, String> prefixes) {
        text.append('/').append(name(step.getNodeType(), prefixes));
        switch (step) {
            case NodeIdentifierWithPredicates entry ->
                entry.entrySet()
                        .forEach(key -> text.append('[')
                                .append(name(key.getKey(), prefixes))
                                .append('=')
                                .append(quote(key.getValue()))
                                .append(']'));
            case NodeWithValue<?> entry ->
                text.append("[.=").append(quote(entry.getValue())).append(']');
            case NodeIdentifier plain -> {}
        }
    }

    private String name(QName name, Map<String, String> prefixes) {
        var prefix = model.findModule(name.getModule()).map(m -> m.getPrefix()).orElse("ns");
        prefixes.putIfAbsent(prefix, name.getNamespace().toString());
        return prefix + ":" + name.getLocalName();
    }

    private static String quote(Object value) {
        var text = value instanceof QName name ? name.getLocalName() : value.toString();
        return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
    }
}
