package org.openmfs.agent.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.Reliance;
import org.openmfs.agent.method.ResponderExchange;

/** A method whose two ends share a store of secrets, as two KMEs do; it fails when told to. */
final class FakeMethod implements KeyExchangeMethod {
    private final MethodDescription description;
    private final Store store;
    private final Faults faults;
    private final List<KeyMaterial> handedOut = new ArrayList<>();
    private int requests;

    /** Secrets by name, each delivered to the responder as often as it asks. */
    static final class Store {
        private final Map<String, byte[]> secrets = new HashMap<>();
        private final RandomGenerator random;
        private String last = "";

        Store(RandomGenerator random) {
            this.random = random;
        }

        /** Every secret that it ever gave, as digits. */
        List<String> inHex() {
            return secrets.values().stream().map(HexFormat.of()::formatHex).toList();
        }

        private String create() {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            last = "key-" + Long.toHexString(random.nextLong());
            secrets.put(last, secret);
            return last;
        }
    }

    /** What goes wrong. */
    static final class Faults {
        private final RandomGenerator random;
        private double failureRate;
        private double repetitionRate;
        private double corruptionRate;
        private double errorRate;
        private boolean closingFails;
        private boolean offeringFails;
        private Consumer<Injection> injected = kind -> {};
        private BooleanSupplier responderForgot = () -> false;
        private BooleanSupplier dry = () -> false;

        Faults(RandomGenerator random) {
            this.random = random;
        }

        void set(double failures, double repetitions, double corruptions) {
            failureRate = failures;
            repetitionRate = repetitions;
            corruptionRate = corruptions;
        }

        /** How often a call ends in an error of the machine. */
        void errors(double rate) {
            errorRate = rate;
        }

        /** Whatever is closed ends in an error of the machine. */
        void closingFails() {
            closingFails = true;
        }

        /** Asked what it offers, it ends in an error of the machine. */
        void offeringFails() {
            offeringFails = true;
        }

        void tells(Consumer<Injection> of) {
            injected = of;
        }

        /** @param forgotten asked whenever a responder is to have the secret that the initiator names */
        void forgets(BooleanSupplier forgotten) {
            responderForgot = forgotten;
        }

        /** @param nothingLeft asked whenever an initiator wants a secret */
        void dry(BooleanSupplier nothingLeft) {
            dry = nothingLeft;
        }
    }

    FakeMethod(MethodId id, Ground ground, Store store, Faults faults) {
        this.description = MethodDescription.of(id, new Reliance(ground, 0, "fake"), KeyLength.bits(256));
        this.store = store;
        this.faults = faults;
    }

    /** One of a lattice only computes. */
    @Override
    public boolean waits() {
        return !describe().grounds().contains(Ground.STRUCTURED_LATTICE);
    }

    @Override
    public MethodDescription describe() {
        return description;
    }

    @Override
    public InitiatorExchange initiate(ExchangeContext context) throws MethodFailure {
        requests++;
        failAtTimes();
        if (faults.dry.getAsBoolean()) {
            throw new MethodFailure(MethodFailure.Reason.EXHAUSTED, "KME has nothing");
        }
        boolean again = !store.last.isEmpty() && faults.random.nextDouble() < faults.repetitionRate;
        String name = again ? store.last : store.create();
        KeyMaterial secret = secret(name);
        return new InitiatorExchange() {
            @Override
            public List<Origin> origins() {
                return List.of(origin(name));
            }

            @Override
            public MethodMessage offer() {
                if (faults.offeringFails) {
                    throw new NoClassDefFoundError("planted");
                }
                return new MethodMessage(name.getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            @SuppressWarnings("MustBeClosedChecker")
            public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
                failAtTimes();
                return kept(secret.copy());
            }

            @Override
            public void close() {
                secret.close();
                if (faults.closingFails) {
                    throw new NoClassDefFoundError("planted");
                }
            }
        };
    }

    @Override
    public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
        requests++;
        failAtTimes();
        if (faults.responderForgot.getAsBoolean()) {
            throw new MethodFailure(MethodFailure.Reason.EXHAUSTED, "it is not in the file");
        }
        String name = new String(offer.body(), StandardCharsets.US_ASCII);
        if (!store.secrets.containsKey(name)) {
            throw new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "no such key");
        }
        return new ResponderExchange(MethodMessage.EMPTY, List.of(origin(name)), secret(name));
    }

    /** Only keys of a quantum channel are used up. */
    private Origin origin(String name) {
        boolean external = description.grounds().contains(Ground.QUANTUM_CHANNEL);
        return external ? new Origin(description.id(), name) : Origin.of(description.id());
    }

    /** How often the CF asked for a secret. */
    int requests() {
        return requests;
    }

    /** Secrets that nobody has wiped yet. */
    long unwiped() {
        return handedOut.stream().filter(FakeMethod::isOpen).count();
    }

    private static boolean isOpen(KeyMaterial secret) {
        try (KeyMaterial copy = secret.copy()) {
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void failAtTimes() throws MethodFailure {
        if (faults.random.nextDouble() < faults.errorRate) {
            faults.injected.accept(Injection.METHOD_ERROR);
            throw new NoClassDefFoundError("planted");
        }
        if (faults.random.nextDouble() < faults.failureRate) {
            boolean exhausted = faults.random.nextBoolean();
            faults.injected.accept(Injection.METHOD_FAILED);
            throw new MethodFailure(
                    exhausted ? MethodFailure.Reason.EXHAUSTED : MethodFailure.Reason.UNREACHABLE, "KME says no");
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private KeyMaterial secret(String name) {
        byte[] bytes = store.secrets.get(name).clone();
        if (faults.random.nextDouble() < faults.corruptionRate) {
            bytes[faults.random.nextInt(bytes.length)] ^= (byte) (1 + faults.random.nextInt(255));
        }
        return kept(KeyMaterial.taking(bytes));
    }

    private KeyMaterial kept(KeyMaterial secret) {
        handedOut.add(secret);
        return secret;
    }
}
