package org.openmfs.agent.peer.wire;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.protocol.Signature;

/** Messages of every kind, with every word of the vocabulary. */
public final class Samples {
    public static final AssociationId ASSOCIATION = new AssociationId("blue/ab.1");
    private static final Random RANDOM = new Random(3);
    public static final KeyId KEY = KeyId.random(RANDOM);

    private static final Suite SUITE = new Suite(
            new SuiteId("ml-kem-1024+qkd-014"),
            List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")),
            CombinerId.HMAC_SHA384_EXTRACT);

    private static final Purpose PURPOSE = new Purpose.Channel(
            new Profile("macsec", "gcm-aes-xpn-256", KeyLength.bits(256), new Shape(4, Shape.Keys.ONE_EACH, 12)));

    private Samples() {}

    private static Message.Proof proof() {
        return new Message.Proof(nonce(48), new Signature(octets(3309).body()));
    }

    public static Stream<Message> messages() {
        return Stream.of(
                        Stream.of(
                                offer(octets(1568)),
                                new Message.Answer(
                                        ASSOCIATION,
                                        KEY,
                                        new PolicyFloor(1, 0, Set.of()),
                                        PURPOSE,
                                        nonce(32),
                                        nonce(64),
                                        List.of(octets(1568), MethodMessage.EMPTY),
                                        proof()),
                                new Message.Reselect(
                                        ASSOCIATION,
                                        KEY,
                                        SUITE.id(),
                                        new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL))),
                                new Message.Confirm(ASSOCIATION, KEY, proof()),
                                new Message.Confirmed(ASSOCIATION, KEY),
                                new Message.InstallReceive(ASSOCIATION, KEY, new Slot(0)),
                                new Message.ReceiveInstalled(ASSOCIATION, KEY, new Slot(3)),
                                new Message.SwitchTransmit(ASSOCIATION, KEY),
                                new Message.SwitchTransmit(
                                        ASSOCIATION, KEY, Optional.of(new KeyId("0123456789abcdef0123456789abcdef"))),
                                new Message.TransmitSwitched(ASSOCIATION, KEY),
                                new Message.TransmitSwitched(
                                        ASSOCIATION, KEY, Optional.of(new KeyId("0123456789abcdef0123456789abcdef"))),
                                new Message.Retired(ASSOCIATION, KEY),
                                new Message.Query(ASSOCIATION, KEY)),
                        Stream.of(ReasonCode.values())
                                .map(reason -> new Message.Refuse(ASSOCIATION, KEY, reason, "because of " + reason)),
                        Stream.of(RetireCause.values())
                                .map(cause -> new Message.Retire(ASSOCIATION, KEY, cause, "because of " + cause)),
                        Stream.of(KeyStage.values()).map(stage -> new Message.Standing(ASSOCIATION, KEY, stage)))
                .flatMap(kind -> kind);
    }

    /** An offer of two suites whose first contribution is given. */
    public static Message.Offer offer(MethodMessage contribution) {
        Suite second = new Suite(
                new SuiteId("ml-kem-1024"), List.of(new MethodId("ml-kem-1024")), CombinerId.HMAC_SHA384_EXTRACT);
        return new Message.Offer(
                ASSOCIATION,
                KEY,
                List.of(SUITE, second),
                SUITE.id(),
                new PolicyFloor(8, 2, Set.copyOf(Ground.KNOWN)),
                PURPOSE,
                new Authenticator.Certificates(nonce(48), nonce(48)),
                nonce(32),
                nonce(0),
                List.of(contribution, octets(36)));
    }

    public static MethodMessage octets(int length) {
        byte[] octets = new byte[length];
        RANDOM.nextBytes(octets);
        return new MethodMessage(octets);
    }

    private static Octets nonce(int length) {
        return new Octets(octets(length).body());
    }
}
