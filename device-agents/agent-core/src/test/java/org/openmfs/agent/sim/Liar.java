package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.registry.KeyRecord;

/** A peer that says anything at all, about keys that there are and others, besides what it says as it should. */
final class Liar {
    private static final Duration EVERY = Duration.ofMillis(700);
    private final World world;
    private final Random dice;
    private final Node victim;
    private boolean lying = true;

    Liar(World world, Random dice, Node victim) {
        this.world = world;
        this.dice = dice;
        this.victim = victim;
    }

    void start() {
        world.time.after(EVERY, () -> {
            if (lying) {
                world.checker.injected(Injection.LIE);
                victim.received(victim == world.a ? World.B : World.A, lie(key()));
                start();
            }
        });
    }

    void stop() {
        lying = false;
    }

    private KeyId key() {
        List<KeyRecord> known = new ArrayList<>(victim.registry().keys());
        boolean invented = known.isEmpty() || dice.nextInt(5) == 0;
        return invented
                ? KeyId.random(dice)
                : known.get(dice.nextInt(known.size())).id();
    }

    private Message lie(KeyId key) {
        return switch (dice.nextInt(11)) {
            case 0 -> new Message.Confirmed(World.BLUE, key);
            case 1 -> new Message.Refuse(World.BLUE, key, any(ReasonCode.values()), "a lie");
            case 2 -> new Message.InstallReceive(World.BLUE, key, slot());
            case 3 -> new Message.ReceiveInstalled(World.BLUE, key, slot());
            case 4 -> new Message.SwitchTransmit(World.BLUE, key);
            case 5 -> new Message.TransmitSwitched(World.BLUE, key);
            case 6 -> new Message.Retire(World.BLUE, key, any(RetireCause.values()), "a lie");
            case 7 -> new Message.Retired(World.BLUE, key);
            case 8 -> new Message.Query(World.BLUE, key);
            case 9 ->
                new Message.Reselect(World.BLUE, key, new SuiteId(dice.nextBoolean() ? "kem" : "kem+psk"), World.ANY);
            default -> new Message.Standing(World.BLUE, key, any(KeyStage.values()));
        };
    }

    private Slot slot() {
        return new Slot(dice.nextInt(4));
    }

    private <T> T any(T[] values) {
        return values[dice.nextInt(values.length)];
    }
}
