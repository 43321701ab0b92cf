package org.openmfs.agent.machine;

import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Stock;
import org.openmfs.agent.stock.Use;

/** The side that leads: has keys made, and says when they are used. */
final class InitiatorSide implements Side {
    private final AssociationContext context;
    private final Stock stock;
    private final Use use;

    InitiatorSide(AssociationContext context, Stock stock, Use use) {
        this.context = context;
        this.stock = stock;
        this.use = use;
    }

    @Override
    public void received(Message message) {
        if (message instanceof Message.OfResponder said) {
            heard(said);
        }
    }

    private void heard(Message.OfResponder message) {
        switch (message) {
            case Message.Answer answer -> stock.received(answer);
            case Message.Reselect reselect -> stock.received(reselect);
            case Message.Confirmed confirmed -> stock.received(confirmed);
            case Message.ReceiveInstalled installed -> use.received(installed);
            case Message.TransmitSwitched switched -> use.received(switched);
            case Message.Retired retired -> stands(retired.key(), KeyStage.GONE);
            case Message.Standing standing -> stands(standing.key(), standing.stage());
            case Message.Refuse refuse -> {
                stock.received(refuse);
                use.received(refuse);
            }
            case Message.Query query -> {}
        }
    }

    private void stands(KeyId id, KeyStage there) {
        context.keys().find(id).ifPresent(key -> {
            if (key.stage() == KeyStage.DERIVED) {
                stock.stands(id, there);
            } else {
                stock.lostIfUseless(key, there);
                use.stands(key, there);
            }
        });
    }

    @Override
    public void recovered() {}

    @Override
    public void reconfigured() {
        stock.reconfigured();
    }

    @Override
    public void methodReturned(MethodId method) {
        stock.methodReturned(method);
    }

    @Override
    public void linkIsUp() {
        stock.linkIsUp();
    }

    @Override
    public void tick() {
        stock.tick();
    }

    @Override
    public void upkeep() {
        stock.upkeep();
    }

    @Override
    public boolean working() {
        return stock.working();
    }

    @Override
    public boolean sharedWithPeer(KeyRecord key) {
        return !stock.confirming(key.id());
    }

    @Override
    public void abandon() {
        stock.abandon();
    }
}
