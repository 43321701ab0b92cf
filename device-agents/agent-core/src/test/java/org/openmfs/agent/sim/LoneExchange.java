package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.exchange.InitiatorRun;
import org.openmfs.agent.exchange.ResponderRun;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** Both halves of an exchange; what is said on one side reaches the other where a test takes it there. */
final class LoneExchange implements InitiatorRun.Ended {
    final OneSide.Both both = new OneSide.Both();
    final OneSide a = new OneSide(Role.INITIATOR, both);
    final OneSide b = new OneSide(Role.RESPONDER, both);
    final InitiatorRun initiator = new InitiatorRun(a.context, this);
    final ResponderRun responder = new ResponderRun(b.context);
    private final List<String> ended = new ArrayList<>();

    @Override
    public void made(KeyRecord key) {
        ended.add("made " + key.suite());
    }

    @Override
    public void failed(Suite suite, ReasonCode code, String text) {
        ended.add("failed " + suite.id() + " " + code + ": " + text);
    }

    @Override
    public void reselected(Suite refused, Message.Reselect answer) {
        ended.add("reselected " + answer.wanted() + " for " + refused.id());
    }

    @Override
    public void welcome(Message.Reselect answer) {
        ended.add("welcome " + answer.wanted());
    }

    @Override
    public void disowned(KeyId key) {
        ended.add("disowned");
    }

    /** How exchanges ended, since the last time. */
    List<String> ended() {
        List<String> all = List.copyOf(ended);
        ended.clear();
        return all;
    }

    Message.Offer offer(Suite suite) {
        a.on(() -> initiator.start(suite));
        return a.said(Message.Offer.class).getFirst();
    }

    Message.Answer answer(Message.Offer offer) {
        b.on(() -> responder.received(offer));
        return b.said(Message.Answer.class).getFirst();
    }

    Message.Confirm confirm(Message.Answer answer) {
        a.on(() -> initiator.received(answer));
        return a.said(Message.Confirm.class).getFirst();
    }

    Message.Confirmed confirmed(Message.Confirm confirm) {
        b.on(() -> responder.received(confirm));
        return b.said(Message.Confirmed.class).getFirst();
    }

    /** A whole exchange. */
    KeyId make(Suite suite) {
        Message.Confirmed last = confirmed(confirm(answer(offer(suite))));
        a.on(() -> initiator.received(last));
        return last.key();
    }

    void refuse(KeyId key, ReasonCode reason) {
        a.on(() -> initiator.received(new Message.Refuse(a.context.id(), key, reason, "planted")));
    }

    void objects(KeyId key, ReasonCode reason) {
        b.on(() -> responder.received(new Message.Refuse(b.context.id(), key, reason, "planted")));
    }

    void passes(Duration time) {
        a.passes(time, initiator::tick);
        b.on(responder::tick);
    }
}
