package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** An agent without a peer: what it says is written down, and what it hears a test says. */
final class LoneAgent {
    final OneSide side;
    final PlainEncDec encDec;
    final Associations associations;
    private final AssociationSettings settings;

    LoneAgent(Role role) {
        side = new OneSide(role);
        encDec = side.encDec;
        settings = side.context.settings();
        associations = new Associations(side.context.platform(), side.agentPorts(), new PolicyFloor(1, 0, Set.of()));
    }

    AssociationSettings settings() {
        return settings;
    }

    /** Has its association from now on. */
    LoneAgent started() {
        associations.apply(List.of(settings));
        return this;
    }

    void hears(Message message) {
        associations.received(settings.parties().peer(), message);
    }

    void passes(Duration time) {
        side.time.run(time);
    }

    AssociationReport report() {
        return associations.report(World.BLUE).orElseThrow();
    }

    List<ReasonCode> codes() {
        return report().reasons().stream().map(Reason::code).toList();
    }

    /** A key in journal and Enc/Dec, from before it was started. */
    KeyId inUse(int slot) {
        KeyId key = placed(slot, KeyStage.SENDING);
        encDec.has(key, new Slot(slot), true);
        return key;
    }

    KeyId placed(int slot, KeyStage stage) {
        KeyId key = side.confirmed();
        side.context.keys().place(key, new Slot(slot), 0);
        side.context.keys().move(key, stage, "planted");
        return key;
    }

    KeyStage stage(KeyId key) {
        return side.registry.find(key).orElseThrow().stage();
    }
}
