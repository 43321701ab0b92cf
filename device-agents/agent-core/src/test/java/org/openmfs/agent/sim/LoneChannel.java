package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.List;
import org.openmfs.agent.channel.Channel;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** One end of a channel: the other end is what a test says of it. */
final class LoneChannel {
    final OneSide side;
    final PlainEncDec encDec;
    private final Channel channel;
    private boolean peerIsThere = true;
    private int starts;

    LoneChannel(Role role) {
        side = new OneSide(role);
        encDec = side.encDec;
        channel = new Channel(side.context, encDec, () -> peerIsThere, () -> starts++);
    }

    /** Has found its place, and goes on by itself. */
    LoneChannel started() {
        side.on(channel::start);
        side.afterwards(channel::upkeep);
        passes(Duration.ofMillis(250));
        encDec.calls();
        return this;
    }

    Channel channel() {
        return channel;
    }

    /** How often it said that it has found its place. */
    int starts() {
        return starts;
    }

    void peerIsThere(boolean is) {
        peerIsThere = is;
    }

    void passes(Duration time) {
        side.passes(time, channel::tick);
    }

    void hears(Message message) {
        side.on(() -> channel.received(message));
    }

    /** The peer refuses, and says why. */
    void hearsNo(KeyId key, ReasonCode reason) {
        hears(new Message.Refuse(side.context.id(), key, reason, "planted"));
    }

    /** The initiator's: a key that both ends accept frames under. */
    KeyId accepted(Suite suite) {
        KeyId key = side.confirmed(suite);
        side.on(() -> {});
        isAccepted(key);
        return key;
    }

    /** The initiator's: the responder accepts frames under it. */
    void isAccepted(KeyId key) {
        hears(new Message.ReceiveInstalled(side.context.id(), key, slot(key)));
    }

    /** The initiator's: a key that both ends send under for a while. */
    KeyId inUse() {
        KeyId key = accepted(World.GOLD);
        isSentUnder(key);
        return key;
    }

    /** The initiator's: the responder follows, its frames come, and the keys before it go. */
    void isSentUnder(KeyId key) {
        hears(new Message.TransmitSwitched(side.context.id(), key));
        encDec.saw(key, 10, 10);
        passes(Duration.ofSeconds(8));
        for (KeyId old : retiring()) {
            side.on(() -> side.context.keys().find(old).ifPresent(record -> channel.stands(record, KeyStage.GONE)));
        }
        passes(Duration.ofSeconds(1));
    }

    private List<KeyId> retiring() {
        return side.said(Message.Retire.class).stream()
                .map(Message.Retire::key)
                .distinct()
                .toList();
    }

    /** The responder's: a key that it accepts frames under, in this slot. */
    KeyId received(int slot) {
        KeyId key = side.confirmed();
        hears(new Message.InstallReceive(side.context.id(), key, new Slot(slot)));
        return key;
    }

    /** The responder's: a key that it sends under, in this slot. */
    KeyId followed(int slot) {
        KeyId key = received(slot);
        hears(new Message.SwitchTransmit(side.context.id(), key));
        return key;
    }

    Slot slot(KeyId key) {
        return side.context.keys().find(key).flatMap(found -> found.slot()).orElseThrow();
    }
}
