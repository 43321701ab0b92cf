package org.openmfs.agent.association;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.KeyRecord;

/** The side that follows: answers offers and does what the initiator orders. */
final class ResponderSide implements Side {
    private static final Set<KeyStage> FORGOTTEN = Set.of(KeyStage.UNKNOWN, KeyStage.GONE);
    private static final Set<KeyStage> HELD = Set.of(KeyStage.CONFIRMED, KeyStage.RECEIVING, KeyStage.SENDING);
    private final AssociationContext context;
    private final Answering answering;
    private final Following following;
    private final SuiteInUse suiteInUse;
    /** Keys that must be replaced, and why: the initiator is told again and again, since it may not hear. */
    private final Map<KeyId, String> unwanted = new LinkedHashMap<>();

    private Instant nextRefusal = Instant.MAX;

    /** @param stop clears the Enc/Dec, because the initiator accepts nothing any more */
    ResponderSide(AssociationContext context, Consumer<GivenUp> stop) {
        this.context = context;
        this.answering = new Answering(context);
        this.following = new Following(context, stop);
        this.suiteInUse = new SuiteInUse(context);
    }

    @Override
    public void received(Message message) {
        if (message instanceof Message.OfInitiator said) {
            heard(said);
        }
    }

    private void heard(Message.OfInitiator message) {
        switch (message) {
            case Message.Offer offer -> answering.received(offer);
            case Message.Confirm confirm -> answering.received(confirm);
            case Message.InstallReceive install -> following.received(install);
            case Message.SwitchTransmit order -> following.received(order);
            case Message.Retire retire -> retire(retire);
            case Message.Standing standing -> stands(standing);
            case Message.Refuse refuse -> answering.received(refuse);
            case Message.Query query -> {}
        }
    }

    private void retire(Message.Retire retire) {
        GivenUp given = GivenUp.of(retire);
        answering.forget(retire.key(), given.why());
        following.retire(retire.key(), given);
    }

    private void stands(Message.Standing standing) {
        boolean live =
                context.keys().find(standing.key()).filter(this::sharedWithPeer).isPresent();
        if (live && FORGOTTEN.contains(standing.stage())) {
            following.retire(standing.key(), GivenUp.unknownThere());
        }
    }

    @Override
    public void recovered(Observation observation) {
        for (KeyRecord key : context.keys().live()) {
            boolean installed = Recovery.isInstalled(key, observation);
            switch (key.stage()) {
                case DERIVED -> answering.forget(key.id(), "its exchange was cut off");
                case RECEIVING, SENDING, REPLACED -> {
                    if (!installed) {
                        following.gone(key.id(), "the Enc/Dec lost it");
                    }
                }
                case UNKNOWN, CONFIRMED, GONE -> {}
            }
        }
        following.observed(observation);
    }

    @Override
    public void observed(Observation observation) {
        following.observed(observation);
    }

    @Override
    public void lost(KeyRecord key) {
        following.gone(key.id(), "the Enc/Dec lost it");
    }

    @Override
    public void silenced(KeyRecord key) {
        if (!unwanted.containsKey(key.id())) {
            wantOther(key, "the Enc/Dec does not send under it any more");
        }
    }

    @Override
    public void stopping() {
        following.stopping(true);
    }

    @Override
    public void cleared() {
        following.stopping(false);
        context.keys().at(KeyStage.REPLACED).forEach(key -> following.gone(key.id(), key.reason()));
        following.observed(new Observation(List.of(), 0));
    }

    @Override
    public void reconfigured() {
        refuseForbidden();
        answering.reconfigured();
    }

    @Override
    public void methodReturned(MethodId method) {
        answering.methodReturned(method);
    }

    /** The responder cannot start an exchange, but says which keys must go. */
    private void refuseForbidden() {
        Stream.concat(context.keys().current().stream(), context.keys().at(KeyStage.RECEIVING).stream())
                .filter(key -> !context.choice().allows(key.suite()))
                .forEach(key -> context.refuse(key.id(), ReasonCode.BELOW_FLOOR, "its suite is not allowed any more"));
    }

    @Override
    public void rekey() {
        context.keys().current().ifPresent(key -> wantOther(key, "the operator wants another key"));
    }

    private void wantOther(KeyRecord key, String why) {
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
        context.keys().stock().forEach(key -> following.gone(key.id(), why));
        Stream.concat(context.keys().placed().stream(), context.keys().current().stream())
                .forEach(key -> wantOther(key, why));
    }

    @Override
    public void linkIsUp() {
        refuseForbidden();
        refuseUnwanted();
    }

    @Override
    public void tick() {
        answering.tick();
        if (!unwanted.isEmpty() && !context.now().isBefore(nextRefusal)) {
            refuseUnwanted();
        }
    }

    @Override
    public void upkeep() {
        suiteInUse.look();
    }

    @Override
    public boolean working() {
        return !answering.idle();
    }

    @Override
    public boolean settling() {
        return following.settling();
    }

    @Override
    public boolean switching() {
        return following.switching();
    }

    @Override
    public boolean supplied() {
        return context.keys().ready() > 0;
    }

    @Override
    public boolean sharedWithPeer(KeyRecord key) {
        return key.stage() != KeyStage.DERIVED;
    }

    @Override
    public void abandon() {
        answering.abandon();
        following.abandon();
    }
}
