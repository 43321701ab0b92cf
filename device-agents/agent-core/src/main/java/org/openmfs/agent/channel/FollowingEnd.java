package org.openmfs.agent.channel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** The responder's end: does what the initiator orders, and says which keys must be replaced. */
final class FollowingEnd implements End {
    private static final Set<KeyStage> HELD = Set.of(KeyStage.CONFIRMED, KeyStage.RECEIVING, KeyStage.SENDING);
    private final AssociationContext context;
    private final Line line;
    private final Follower follower;
    /** Keys that must be replaced, and why: the initiator is told again and again, since it may not hear. */
    private final Map<KeyId, String> unwanted = new LinkedHashMap<>();

    private Instant nextRefusal = Instant.MAX;
    private Instant nextObjection = Instant.MIN;

    /** @param stop clears the Enc/Dec, because the initiator accepts nothing any more */
    FollowingEnd(Line line, Consumer<GivenUp> stop) {
        this.line = line;
        this.context = line.context();
        this.follower = new Follower(line, stop);
    }

    @Override
    public void received(Message message) {
        switch (message) {
            case Message.InstallReceive install -> follower.received(install);
            case Message.SwitchTransmit order -> follower.received(order);
            case Message.Retire retire -> follower.retire(retire.key(), GivenUp.of(retire));
            default -> {}
        }
    }

    @Override
    public void stands(KeyRecord key, KeyStage there) {
        if (there == KeyStage.UNKNOWN || there == KeyStage.GONE) {
            follower.retire(key.id(), GivenUp.unknownThere(there));
        }
    }

    @Override
    public void recovered(Observation observation) {
        line.heard(observation);
        context.keys()
                .where(key -> key.stage().compareTo(KeyStage.RECEIVING) >= 0 && !Recovery.isInstalled(key, observation))
                .forEach(this::lost);
        context.keys().outlived().forEach(key -> wantOther(key, "it was to be replaced before this CF was started"));
        follower.observed(observation);
    }

    @Override
    public void observed(Observation observation) {
        follower.observed(observation);
    }

    @Override
    public void lost(KeyRecord key) {
        follower.gone(key.id(), line.whyLost(key));
    }

    @Override
    public void silenced(KeyRecord key) {
        if (!unwanted.containsKey(key.id())) {
            wantOther(key, "others have taken it away from the Enc/Dec, in part");
        }
    }

    /** It is the initiator that goes back, when it is told. */
    @Override
    public Optional<KeyId> unproved(KeyId key, String why) {
        if (line.mayGoBack() && !context.now().isBefore(nextObjection)) {
            nextObjection = context.now().plus(context.pace().observe());
            context.refuse(key, ReasonCode.NOT_PROVED, why);
        }
        return Optional.empty();
    }

    @Override
    public void stopping() {
        follower.stopping(true);
    }

    @Override
    public void cleared() {
        follower.stopping(false);
        context.keys().at(KeyStage.REPLACED).forEach(key -> follower.gone(key.id(), key.reason()));
    }

    /** It is the initiator that makes keys. */
    @Override
    public boolean needsKey() {
        return false;
    }

    @Override
    public void discard(KeyId key, String why) {
        context.keys().find(key).ifPresent(found -> {
            if (found.slot().isEmpty()) {
                follower.gone(key, why);
            } else {
                wantOther(found, why);
            }
        });
    }

    @Override
    public void reconfigured() {
        refuseForbidden();
    }

    /** The responder cannot start an exchange, but says which keys must go. */
    private void refuseForbidden() {
        Stream.concat(context.keys().current().stream(), context.keys().at(KeyStage.RECEIVING).stream())
                .filter(key -> !context.mayBeUsed(key))
                .forEach(key -> context.refuse(key.id(), ReasonCode.BELOW_FLOOR, "its suite is not allowed any more"));
    }

    @Override
    public void rekey() {
        context.keys().current().ifPresent(key -> wantOther(key, "the operator wants another key"));
    }

    private void wantOther(KeyRecord key, String why) {
        context.keys().noWayBackTo(key.id());
        unwanted.put(key.id(), why);
        refuseUnwanted();
    }

    private void refuseUnwanted() {
        unwanted.keySet().removeIf(key -> !HELD.contains(context.keys().stage(key)));
        unwanted.forEach((key, why) -> context.refuse(key, ReasonCode.BELOW_FLOOR, why));
        nextRefusal = context.now().plus(context.pace().inquire());
    }

    @Override
    public void distrust(String why) {
        line.distrust();
        context.keys().suspended().ifPresent(key -> context.refuse(key.id(), ReasonCode.BELOW_FLOOR, why));
        context.keys().noWayBack();
        Stream.concat(context.keys().readyOnes().stream(), context.keys().current().stream())
                .forEach(key -> discard(key.id(), why));
    }

    @Override
    public void linkIsUp() {
        refuseForbidden();
        refuseUnwanted();
    }

    @Override
    public void tick() {
        follower.tick();
        if (!unwanted.isEmpty() && !context.now().isBefore(nextRefusal)) {
            refuseUnwanted();
        }
    }

    @Override
    public void upkeep() {}

    /** Orders are carried out as they come. */
    @Override
    public boolean working() {
        return false;
    }

    @Override
    public boolean settling() {
        return follower.settling();
    }

    @Override
    public boolean switching() {
        return follower.switching();
    }

    @Override
    public boolean supplied() {
        return context.keys().ready() > 0;
    }

    /** What the Enc/Dec was told is carried out; nobody speaks of it any more. */
    @Override
    public void abandon() {}
}
