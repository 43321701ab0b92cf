package org.openmfs.agent.machine;

import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.exchange.ResponderRun;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Use;

/** The side that follows: answers offers, and leaves it to the initiator when their keys are used. */
final class ResponderSide implements Side {
    private final AssociationContext context;
    private final ResponderRun run;
    private final Use use;

    ResponderSide(AssociationContext context, Use use) {
        this.context = context;
        this.run = new ResponderRun(context);
        this.use = use;
    }

    @Override
    public void received(Message message) {
        if (message instanceof Message.OfInitiator said) {
            heard(said);
        }
    }

    private void heard(Message.OfInitiator message) {
        switch (message) {
            case Message.Offer offer -> run.received(offer);
            case Message.Confirm confirm -> run.received(confirm);
            case Message.InstallReceive install -> use.received(install);
            case Message.SwitchTransmit order -> use.received(order);
            case Message.Retire retire -> {
                run.forget(retire.key(), "given up by the initiator");
                use.received(retire);
            }
            case Message.Standing standing ->
                context.keys()
                        .find(standing.key())
                        .filter(this::sharedWithPeer)
                        .ifPresent(key -> use.stands(key, standing.stage()));
            case Message.Refuse refuse -> run.received(refuse);
            case Message.Query query -> {}
        }
    }

    @Override
    public void recovered() {
        context.keys().at(KeyStage.DERIVED).forEach(key -> run.forget(key.id(), "its exchange was cut off"));
    }

    @Override
    public void reconfigured() {
        run.reconfigured();
    }

    @Override
    public void methodReturned(MethodId method) {
        run.methodReturned(method);
    }

    @Override
    public void linkIsUp() {}

    @Override
    public void tick() {
        run.tick();
    }

    @Override
    public void upkeep() {}

    @Override
    public boolean working() {
        return !run.idle();
    }

    @Override
    public boolean sharedWithPeer(KeyRecord key) {
        return key.stage() != KeyStage.DERIVED;
    }

    @Override
    public void abandon() {
        run.abandon();
    }
}
