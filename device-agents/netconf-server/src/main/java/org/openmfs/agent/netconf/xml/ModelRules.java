package org.openmfs.agent.netconf.xml;

import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.CaseSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ContainerSchemaNode;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ElementCountConstraint;
import org.opendaylight.yangtools.yang.model.api.ElementCountConstraintAware;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.MandatoryAware;
import org.openmfs.agent.netconf.port.RequestRefused;

/**
 * Checks that what the model calls mandatory is there (RFC 7950 sections 7.6.5, 7.7.5, 7.9.4) and that what it calls
 * unique is (section 7.8.3), naming the node. One with a {@code when} is left to the agent, which alone knows whether
 * the expression holds.
 */
public final class ModelRules {
    private ModelRules() {}

    /**
     * Checks one node and all below it.
     *
     * @param schema what the model says about the node
     * @param data the node
     * @param path where the node is, for the error
     */
    public static void check(DataNodeContainer schema, DataContainerNode data, YangInstanceIdentifier path)
            throws RequestRefused {
        for (var child : schema.getChildNodes()) {
            var isState = !child.effectiveConfig().orElse(Boolean.TRUE);
            if (isState) {
                continue;
            }
            var name = NodeIdentifier.create(child.getQName());
            var found = data.childByArg(name);
            if (found != null) {
                checkPresent(child, found, path.node(name));
            } else if (child.getWhenCondition().isEmpty()) {
                checkAbsent(child, path.node(name));
            }
        }
    }

    private static void checkPresent(DataSchemaNode schema, DataContainerChild data, YangInstanceIdentifier path)
            throws RequestRefused {
        switch (schema) {
            case ContainerSchemaNode container -> check(container, (DataContainerNode) data, path);
            case ListSchemaNode list
            when data instanceof MapNode map -> {
                UniqueEntries.check(list, map, path);
                for (var entry : map.body()) {
                    check(list, entry, path.node(entry.name()));
                }
            }
            case ChoiceSchemaNode choice -> {
                for (var option : choice.getCases()) {
                    if (isChosen(option, (ChoiceNode) data)) {
                        check(option, (ChoiceNode) data, path);
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean isChosen(CaseSchemaNode option, ChoiceNode data) {
        return data.body().stream()
                .anyMatch(node -> option.dataChildByName(node.name().getNodeType()) != null);
    }

    private static void checkAbsent(DataSchemaNode schema, YangInstanceIdentifier path) throws RequestRefused {
        if (schema instanceof MandatoryAware mandatory && mandatory.isMandatory()) {
            var missing = RequestRefused.of(
                            ErrorTag.DATA_MISSING, schema.getQName().getLocalName() + " is mandatory and missing")
                    .at(path);
            throw schema instanceof ChoiceSchemaNode ? missing.appTag("missing-choice") : missing;
        }
        if (schema instanceof ElementCountConstraintAware counted
                && counted.getElementCountConstraint()
                        .map(ElementCountConstraint::getMinElements)
                        .filter(min -> min > 0)
                        .isPresent()) {
            throw RequestRefused.of(
                            ErrorTag.OPERATION_FAILED,
                            schema.getQName().getLocalName() + " has fewer entries than it must have")
                    .appTag("too-few-elements")
                    .at(path);
        }
        if (schema instanceof ContainerSchemaNode container && !container.isPresenceContainer()) {
            check(container, empty(container), path);
        }
    }

    private static DataContainerNode empty(ContainerSchemaNode container) {
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(NodeIdentifier.create(container.getQName()))
                .build();
    }
}
