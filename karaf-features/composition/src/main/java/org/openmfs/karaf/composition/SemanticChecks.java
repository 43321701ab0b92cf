package org.openmfs.karaf.composition;

import java.util.List;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** Puts the controller's rules for configuration before the datastore. */
final class SemanticChecks implements RequestCheck {
    private final ProposalReader reader;
    private final ConfigurationCheck rules;

    SemanticChecks(ProposalReader reader, ConfigurationCheck rules) {
        this.reader = reader;
        this.rules = rules;
    }

    @Override
    public Set<QName> concerns() {
        return ProposalReader.CONCERNS;
    }

    @Override
    public List<Refusal> check(ProposedChange change) {
        return rules.defects(reader.read(change::after)).stream()
                .map(defect -> new Refusal(ErrorTag.INVALID_VALUE, defect.path(), defect.text()))
                .toList();
    }
}
