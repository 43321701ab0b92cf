package org.openmfs.agent.netconf.datastore;

import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangNetconfError;
import org.opendaylight.yangtools.yang.data.api.YangNetconfErrorAware;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTree;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeConfiguration;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;
import org.opendaylight.yangtools.yang.data.tree.api.TreeType;
import org.opendaylight.yangtools.yang.data.tree.impl.di.InMemoryDataTreeFactory;
import org.opendaylight.yangtools.yang.data.tree.leafref.LeafRefContext;
import org.opendaylight.yangtools.yang.data.tree.leafref.LeafRefDataValidationFailedException;
import org.opendaylight.yangtools.yang.data.tree.leafref.LeafRefValidation;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.ModelRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes a configuration into another one, as a whole or not at all, and checks one against the model. */
public final class ConfigTree {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigTree.class);
    private static final DataTreeConfiguration DRAFT =
            DataTreeConfiguration.builder(TreeType.OPERATIONAL).build();
    private static final DataTreeConfiguration FINAL =
            DataTreeConfiguration.builder(TreeType.CONFIGURATION).build();

    private final InMemoryDataTreeFactory trees = new InMemoryDataTreeFactory();
    private final EffectiveModelContext model;
    private final LeafRefContext leafrefs;

    public ConfigTree(EffectiveModelContext model) {
        this.model = model;
        this.leafrefs = LeafRefContext.create(model);
    }

    /** A change of a configuration. */
    @FunctionalInterface
    public interface Edit {
        /**
         * Makes the change.
         *
         * @param base what is there before it
         * @param draft takes the change
         */
        void apply(DataTreeSnapshot base, DataTreeModification draft) throws RequestRefused;
    }

    /** The configuration after a change; the one given stays as it is. */
    public Configuration edit(Configuration base, Edit edit) throws RequestRefused {
        try {
            var before = open(base).takeSnapshot();
            var draft = before.newModification();
            edit.apply(before, draft);
            // A tree whose root becomes empty cannot be committed; it can be read.
            return draft.readNode(YangInstanceIdentifier.of())
                    .map(root -> new Configuration((ContainerNode) root))
                    .orElse(Configuration.EMPTY);
        } catch (DataValidationFailedException | IllegalArgumentException | IllegalStateException unfit) {
            throw explain(unfit);
        }
    }

    /**
     * Checks what has to hold for a configuration that is to be used: mandatory nodes, numbers of elements, uniqueness
     * and leafrefs.
     */
    public void validate(Configuration whole) throws RequestRefused {
        ModelRules.check(model, whole.root(), YangInstanceIdentifier.of());
        if (whole.root().isEmpty()) {
            return;
        }
        try {
            var tree = trees.create(FINAL, model);
            var draft = tree.takeSnapshot().newModification();
            draft.write(YangInstanceIdentifier.of(), whole.root());
            draft.ready();
            tree.validate(draft);
            LeafRefValidation.validate((DataTreeCandidate) tree.prepare(draft), leafrefs);
        } catch (LeafRefDataValidationFailedException dangling) {
            throw RequestRefused.of(ErrorTag.DATA_MISSING, "A reference names an entry that does not exist")
                    .appTag("instance-required");
        } catch (DataValidationFailedException | IllegalArgumentException | IllegalStateException unfit) {
            throw explain(unfit);
        }
    }

    private DataTree open(Configuration base) throws DataValidationFailedException {
        // A tree that is given an empty root refuses it.
        return base.root().isEmpty() ? trees.create(DRAFT, model) : trees.create(DRAFT, model, base.root());
    }

    private static RequestRefused explain(Exception unfit) {
        LOG.debug("refused by the data tree", unfit);
        return switch (unfit) {
            case YangNetconfErrorAware constraint ->
                explain(constraint.getNetconfErrors().getFirst());
            case DataValidationFailedException at ->
                RequestRefused.of(ErrorTag.INVALID_VALUE, "The data does not fit the model")
                        .at(at.getPath());
            default -> RequestRefused.of(ErrorTag.INVALID_VALUE, "The data does not fit the model");
        };
    }

    private static RequestRefused explain(YangNetconfError error) {
        var appTag = error.appTag() == null ? "" : error.appTag();
        var refused = switch (appTag) {
            case "too-few-elements" -> RequestRefused.of(error.tag(), "A list has too few entries");
            case "too-many-elements" -> RequestRefused.of(error.tag(), "A list has too many entries");
            default -> RequestRefused.of(error.tag(), "The data does not fit the model");
        };
        var tagged = appTag.isEmpty() ? refused : refused.appTag(appTag);
        return error.path() == null ? tagged : tagged.at(error.path());
    }
}
