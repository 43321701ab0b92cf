package org.openmfs.karaf.composition;

import java.util.List;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** Puts the controller's rules for configuration before the datastore. */
public final class SemanticChecks implements RequestCheck {
    private final ProposalReader reader;
    private final List<ConfigurationCheck> rules;

    /** @param rules what they find first decides what a client is told */
    public SemanticChecks(ProposalReader reader, List<ConfigurationCheck> rules) {
        this.reader = reader;
        this.rules = List.copyOf(rules);
    }

    @Override
    public Set<QName> concerns() {
        return ProposalReader.CONCERNS;
    }

    @Override
    public List<Refusal> check(ProposedChange change) {
        ProposedConfiguration before = reader.read(change::before);
        ProposedConfiguration after = reader.read(change::after);
        return rules.stream()
                .flatMap(rule -> rule.defects(before, after).stream())
                .map(defect -> new Refusal(tag(defect.kind()), defect.path(), defect.text()))
                .toList();
    }

    private static ErrorTag tag(ConfigurationCheck.Kind kind) {
        return switch (kind) {
            case INVALID -> ErrorTag.INVALID_VALUE;
            case IN_USE -> ErrorTag.IN_USE;
        };
    }
}
