package org.openmfs.northbound.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.CaseSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ContainerSchemaNode;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ElementCountConstraint;
import org.opendaylight.yangtools.yang.model.api.ElementCountConstraintAware;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.ServerError;

/** Whether a node has all that it must have, and no more than it may (RFC 7950, sections 7.6.5, 7.7.5 and 7.9). */
final class Completeness {
    private final ModelNames names;
    private final Findings findings;
    private final boolean whole;

    /** @param whole whether what is not there stays away; otherwise it may be in the datastore already */
    Completeness(ModelNames names, Findings findings, boolean whole) {
        this.names = names;
        this.findings = findings;
        this.whole = whole;
    }

    /** @param present how often each child is there */
    void check(Collection<? extends DataSchemaNode> children, Map<QName, Integer> present, Place place) {
        for (DataSchemaNode child : children) {
            if (child instanceof ChoiceSchemaNode choice) {
                checkChoice(choice, present, place);
            } else {
                checkChild(child, present, place);
            }
        }
    }

    /** Where a node is: its path, and its module if it has one. */
    record Place(String path, Optional<QNameModule> module) {}

    private void checkChild(DataSchemaNode child, Map<QName, Integer> present, Place place) {
        int count = present.getOrDefault(child.getQName(), 0);
        String path = names.child(place.path(), place.module(), child.getQName());
        if (child instanceof ElementCountConstraintAware counted) {
            counted.getElementCountConstraint()
                    .ifPresent(bounds -> checkCount(bounds, count, isWanted(child, place), path));
        }
        if (count > 0 || !isWanted(child, place)) {
            return;
        }
        if (child instanceof LeafSchemaNode leaf && leaf.isMandatory()) {
            findings.add(path, Condition.MISSING_ELEMENT, "'" + child.getQName().getLocalName() + "' is missing.");
        } else if (child instanceof ContainerSchemaNode container && !container.isPresenceContainer()) {
            Place inside = new Place(path, Optional.of(child.getQName().getModule()));
            check(container.getChildNodes(), Map.of(), inside);
        }
    }

    private void checkCount(ElementCountConstraint bounds, int count, boolean wanted, String path) {
        Integer most = bounds.getMaxElements();
        Integer least = bounds.getMinElements();
        if (most != null && count > most) {
            findings.add(new ServerError(
                    Condition.INVALID_VALUE, path, "There may be at most " + most + ".", "too-many-elements"));
        } else if (least != null && count < least && wanted) {
            findings.add(new ServerError(
                    Condition.INVALID_VALUE, path, "There must be at least " + least + ".", "too-few-elements"));
        }
    }

    private void checkChoice(ChoiceSchemaNode choice, Map<QName, Integer> present, Place place) {
        List<? extends CaseSchemaNode> taken = choice.getCases().stream()
                .filter(alternative -> isPresent(alternative.getChildNodes(), present))
                .toList();
        if (taken.size() > 1) {
            findings.add(
                    place.path(),
                    Condition.BAD_ELEMENT,
                    "Of the choice '" + choice.getQName().getLocalName() + "' more than one case is there.");
        } else if (taken.size() == 1) {
            check(taken.getFirst().getChildNodes(), present, place);
        } else if (choice.isMandatory() && isWanted(choice, place)) {
            findings.add(new ServerError(
                    Condition.INCOMPLETE,
                    place.path(),
                    "Of the choice '" + choice.getQName().getLocalName() + "' no case is there.",
                    "missing-choice"));
        }
    }

    private static boolean isPresent(Collection<? extends DataSchemaNode> nodes, Map<QName, Integer> present) {
        return nodes.stream()
                .anyMatch(node -> node instanceof ChoiceSchemaNode choice
                        ? choice.getCases().stream().anyMatch(inner -> isPresent(inner.getChildNodes(), present))
                        : present.containsKey(node.getQName()));
    }

    /**
     * State is nobody's to write, and what hangs on a condition is not judged here: what another module adds to a node
     * hangs on one (RFC 7950, section 7.17).
     */
    private boolean isWanted(DataSchemaNode node, Place place) {
        boolean added = node.isAugmenting()
                && !place.module().equals(Optional.of(node.getQName().getModule()));
        return whole
                && !added
                && node.effectiveConfig().orElse(Boolean.TRUE)
                && node.getWhenCondition().isEmpty();
    }
}
