package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;
import org.opendaylight.yangtools.yang.model.api.ContainerSchemaNode;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.openmfs.agent.netconf.xml.Place;
import org.w3c.dom.Element;

/** The change that the {@code config} element of an {@code edit-config} or {@code copy-config} asks for. */
public final class XmlEdit implements ConfigTree.Edit {
    private final ModelReader reader;
    private final Element config;
    private final EditOperation defaultOperation;

    /**
     * Describes a change.
     *
     * @param config the element whose children are top-level data nodes
     * @param defaultOperation what applies to nodes that do not say: merge, replace or none
     */
    public XmlEdit(ModelReader reader, Element config, EditOperation defaultOperation) {
        this.reader = requireNonNull(reader);
        this.config = requireNonNull(config);
        this.defaultOperation = requireNonNull(defaultOperation);
    }

    @Override
    public void apply(DataTreeSnapshot base, DataTreeModification tree) throws RequestRefused {
        var draft = new Draft(base, tree);
        if (defaultOperation == EditOperation.REPLACE) {
            draft.deleteAll();
        }
        var inherited = defaultOperation == EditOperation.REPLACE ? EditOperation.MERGE : defaultOperation;
        applyChildren(draft, reader.root(), config, inherited);
    }

    private void applyChildren(Draft draft, Place parent, Element element, EditOperation inherited)
            throws RequestRefused {
        var seen = new HashSet<YangInstanceIdentifier>();
        for (var child : Elements.children(element)) {
            var path = apply(draft, parent, child, inherited);
            if (!seen.add(path)) {
                throw RequestRefused.of(ErrorTag.BAD_ELEMENT, "The node is given more than once")
                        .at(path)
                        .info("bad-element", child.getLocalName());
            }
        }
    }

    private YangInstanceIdentifier apply(Draft draft, Place parent, Element element, EditOperation inherited)
            throws RequestRefused {
        var attributes = NodeAttributes.of(element);
        var operation = attributes.operation().orElse(inherited);
        var isRemoval = operation == EditOperation.DELETE || operation == EditOperation.REMOVE;
        var place = isRemoval ? reader.locate(parent, element) : reader.enter(parent, element);
        if (!place.isConfiguration()) {
            throw RequestRefused.of(ErrorTag.UNKNOWN_ELEMENT, "The node is state and cannot be configured")
                    .at(place.path())
                    .info("bad-element", element.getLocalName());
        }
        perform(draft, place, element, operation);
        if (attributes.position().isPresent() && !isRemoval) {
            draft.move(place.path(), attributes.position().get());
        }
        return place.path();
    }

    private void perform(Draft draft, Place place, Element element, EditOperation operation) throws RequestRefused {
        switch (operation) {
            case MERGE -> merge(draft, place, element);
            case REPLACE -> {
                draft.delete(place.path());
                merge(draft, place, element);
            }
            case CREATE -> {
                if (draft.has(place.path())) {
                    throw RequestRefused.of(ErrorTag.DATA_EXISTS, "The node exists already")
                            .at(place.path());
                }
                merge(draft, place, element);
            }
            case DELETE -> {
                if (!draft.has(place.path())) {
                    throw missing(place);
                }
                draft.delete(place.path());
            }
            case REMOVE -> draft.delete(place.path());
            case NONE -> {
                if (!isStructure(place) && !draft.has(place.path())) {
                    throw missing(place);
                }
                applyChildren(draft, place, element, EditOperation.NONE);
            }
        }
    }

    private void merge(Draft draft, Place place, Element element) throws RequestRefused {
        draft.put(place);
        if (place.value().isEmpty()) {
            applyChildren(draft, place, element, EditOperation.MERGE);
        }
    }

    private static boolean isStructure(Place place) {
        return place.schema() instanceof ContainerSchemaNode container && !container.isPresenceContainer();
    }

    private static RequestRefused missing(Place place) {
        return RequestRefused.of(ErrorTag.DATA_MISSING, "The node does not exist")
                .at(place.path());
    }
}
