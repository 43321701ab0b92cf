package org.openmfs.agent.netconf.device;

import java.util.HashSet;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.peer.GrpcPeerLink;
import org.w3c.dom.Element;

/** Makes the agent be what a committed configuration says. */
final class AgentConfiguration implements ConfigurationSink {
    private final AgentSettings settings;
    private final Associations associations;
    private final GrpcPeerLink link;
    private final Set<CombinerId> combiners;
    private volatile Desired desired = Desired.NOTHING;

    /** @param combiners by which this agent can combine */
    AgentConfiguration(
            AgentSettings settings, Associations associations, GrpcPeerLink link, Set<CombinerId> combiners) {
        this.combiners = Set.copyOf(combiners);
        this.settings = settings;
        this.associations = associations;
        this.link = link;
    }

    /** What the agent runs with. */
    Desired desired() {
        return desired;
    }

    @Override
    public void renew(Element stored) throws RequestRefused {
        FormerConfiguration.renew(stored);
    }

    @Override
    public void validate(Configuration next) throws RequestRefused {
        Desired wanted = read(next);
        Set<String> used = new HashSet<>();
        for (AssociationSettings association : wanted.associations()) {
            String encDec = association.encDec();
            boolean there =
                    settings.encDecs().stream().anyMatch(place -> place.name().equals(encDec));
            if (!there) {
                throw refused(association, "this device has no Enc/Dec " + encDec);
            }
            if (!used.add(encDec)) {
                throw refused(association, "Enc/Dec " + encDec + " already serves another association");
            }
            // What was taken when its combiner was there keeps nobody from writing something else.
            if (!desired.associations().contains(association)) {
                refuseUnknownCombiners(association);
            }
        }
    }

    private void refuseUnknownCombiners(AssociationSettings association) throws RequestRefused {
        for (Suite suite : association.policy().suites()) {
            if (!combiners.contains(suite.combiner())) {
                String text = "suite " + suite.id() + ": this device has no combiner " + suite.combiner() + "; it has "
                        + combiners.stream().map(CombinerId::word).sorted().toList();
                throw refused(association, text);
            }
        }
    }

    @Override
    public void apply(Configuration next) throws RequestRefused {
        Desired wanted = read(next);
        Set<CfId> gone = new HashSet<>(desired.peers().keySet());
        gone.removeAll(wanted.peers().keySet());
        desired = wanted;
        wanted.peers().forEach(link::setPeer);
        try {
            associations.apply(wanted.associations());
        } catch (IllegalArgumentException impossible) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, impossible.getMessage());
        }
        gone.forEach(link::removePeer);
    }

    private Desired read(Configuration configuration) throws RequestRefused {
        try {
            return Desired.of(settings.cf(), Tree.of(configuration.root()));
        } catch (IllegalArgumentException impossible) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, impossible.getMessage());
        }
    }

    private static RequestRefused refused(AssociationSettings association, String text) {
        return RequestRefused.of(ErrorTag.INVALID_VALUE, "association " + association.id() + ": " + text);
    }
}
