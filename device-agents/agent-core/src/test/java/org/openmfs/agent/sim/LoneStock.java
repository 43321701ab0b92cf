package org.openmfs.agent.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Stock;
import org.openmfs.agent.stock.Use;

/** A stock with a responder that answers where a test lets it, and a use that takes nothing. */
final class LoneStock implements Stock.Peer {
    final LoneExchange exchange = new LoneExchange();
    final OneSide side = exchange.a;
    final Stock stock;
    final List<String> discarded = new ArrayList<>();
    boolean mayAnswer = true;
    boolean met = true;
    boolean needsKey;
    Optional<Instant> keyEnds = Optional.empty();

    LoneStock() {
        stock = new Stock(side.context, new Nothing(), this);
    }

    @Override
    public boolean mayAnswer() {
        return mayAnswer;
    }

    @Override
    public boolean isMet() {
        return met;
    }

    /** Looks what is to be done, at once and as often as an association does. */
    void passes(Duration time) {
        side.passes(time, () -> {
            stock.tick();
            stock.upkeep();
        });
    }

    void upkeep() {
        side.on(stock::upkeep);
    }

    /** What was offered since the last time. */
    List<Message.Offer> offers() {
        return side.said(Message.Offer.class).stream().distinct().toList();
    }

    /** The responder answers the offer, and its key is made. */
    KeyId answered(Message.Offer offer) {
        Message.Answer answer = exchange.answer(offer);
        side.on(() -> stock.received(answer));
        Message.Confirm confirm = side.said(Message.Confirm.class).getFirst();
        Message.Confirmed confirmed = exchange.confirmed(confirm);
        side.on(() -> stock.received(confirmed));
        return offer.key();
    }

    void refused(Message.Offer offer, ReasonCode reason) {
        side.on(() -> stock.received(new Message.Refuse(side.context.id(), offer.key(), reason, "planted")));
    }

    /** A use that has all it needs. */
    private final class Nothing implements Use {
        @Override
        public void start() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void received(Message message) {}

        @Override
        public void stands(KeyRecord key, KeyStage there) {}

        @Override
        public boolean needsKey() {
            return needsKey;
        }

        @Override
        public void discard(KeyId key, String why) {
            discarded.add(key + " " + why);
            side.context.keys().find(key).ifPresent(found -> side.context.keys().move(key, KeyStage.GONE, why));
        }

        @Override
        public void rekey() {}

        @Override
        public void distrust(String why) {}

        @Override
        public Optional<String> contradiction() {
            return Optional.empty();
        }

        @Override
        public void reconfigured() {}

        @Override
        public void linkIsUp() {}

        @Override
        public void tick() {}

        @Override
        public void upkeep() {}

        @Override
        public boolean working() {
            return false;
        }

        @Override
        public boolean settling() {
            return false;
        }

        @Override
        public boolean stopped() {
            return false;
        }

        @Override
        public Optional<Instant> nextRekey() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> keyEnds() {
            return keyEnds;
        }

        @Override
        public void end(Runnable ended) {
            ended.run();
        }

        @Override
        public void abandon() {}
    }
}
