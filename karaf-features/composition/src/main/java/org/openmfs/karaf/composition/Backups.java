package org.openmfs.karaf.composition;

import java.util.List;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.rules.ClassRules;
import org.openmfs.controller.rules.ConfigurationRules;
import org.openmfs.controller.rules.NeedToKnow;
import org.openmfs.controller.service.InUse;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.restconf.WholeConfiguration;

/** Backups of what a runtime keeps, under the same rules as RESTCONF, while no controller runs on it. */
public final class Backups {
    private Backups() {}

    public static Backup of(MdsalServices mdsal) {
        ProposalReader reader = new ProposalReader(mdsal.binding().serializer());
        return new Backup(new WholeConfiguration(
                mdsal.dom().schemas().getGlobalContext(),
                mdsal.dom().data(),
                List.of(new SemanticChecks(
                        reader,
                        List.of(
                                new InUse(List::of, () -> Inventory.EMPTY, BuiltInKinds.ALL),
                                new ConfigurationRules(BuiltInKinds.ALL),
                                new NeedToKnow(),
                                ClassRules.withoutDevices()))),
                Credentials.ALL));
    }
}
