package org.openmfs.northbound.check;

import java.util.List;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.restconf.api.ApiPath.ApiIdentifier;
import org.opendaylight.restconf.api.query.FieldsParam;
import org.opendaylight.restconf.api.query.FieldsParam.NodeSelector;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.stmt.ModuleEffectiveStatement;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** Whether the fields that a client selects (RFC 8040, section 4.8.3) are there in the model. */
public final class FieldsCheck {
    private final EffectiveModelContext models;

    public FieldsCheck(EffectiveModelContext models) {
        this.models = models;
    }

    public void check(Data target, FieldsParam fields) throws RefusedException {
        Optional<QNameModule> module = target.instance().isEmpty()
                ? Optional.empty()
                : Optional.of(target.schema().dataSchemaNode().getQName().getModule());
        check(target.schema().dataSchemaNode(), module, fields.nodeSelectors());
    }

    private void check(DataSchemaNode node, Optional<QNameModule> module, List<NodeSelector> selectors)
            throws RefusedException {
        for (NodeSelector selector : selectors) {
            DataSchemaNode current = node;
            Optional<QNameModule> around = module;
            for (ApiIdentifier step : selector.path()) {
                current = child(current, around, step);
                around = Optional.of(current.getQName().getModule());
            }
            check(current, around, selector.subSelectors());
        }
    }

    private DataSchemaNode child(DataSchemaNode node, Optional<QNameModule> around, ApiIdentifier step)
            throws RefusedException {
        Optional<QNameModule> module = step.module() == null
                ? around
                : models.findModuleStatements(step.module()).stream()
                        .findFirst()
                        .map(ModuleEffectiveStatement::localQNameModule);
        return module.map(step.identifier()::bindTo)
                .filter(name -> node instanceof DataNodeContainer)
                .flatMap(name -> ((DataNodeContainer) node).findDataTreeChild(name))
                .orElseThrow(() -> new RefusedException(
                        Condition.INVALID_VALUE,
                        "The query parameter 'fields' names something that the model does not have there."));
    }
}
