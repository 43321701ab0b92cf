package org.example.walks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
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
import org.openmfs.agent.module.AgentModule;
import org.openmfs.agent.module.EncDecKind;

/**
 * What another maker might bring: a method on a ground that nobody else knows, a key schedule of its own, and an Enc/Dec
 * with one slot, one key for both directions and nothing to show of its traffic. It protects nothing: its method's secret
 * follows from what is said in the open.
 */
public final class WalksModule implements AgentModule {
    private static final int OCTETS = 32;

    @Override
    public String name() {
        return "walks";
    }

    @Override
    public List<KeyExchangeMethod> methods(Surroundings with) {
        return List.of(new Walk(with.random()));
    }

    @Override
    public List<KeySchedule> schedules() {
        return List.of(new Sha512Feed());
    }

    @Override
    public List<EncDecKind> encDecKinds() {
        return List.of(new OneSlotKind());
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Walk implements KeyExchangeMethod {
        private static final MethodId ID = new MethodId("walk-of-tomorrow");
        private final SecureRandom random;

        Walk(SecureRandom random) {
            this.random = random;
        }

        @Override
        public MethodDescription describe() {
            Reliance walks = new Reliance(new Ground("isogeny-walk"), 5, "draft 1");
            return MethodDescription.of(ID, walks, KeyLength.bits(OCTETS * Byte.SIZE));
        }

        @Override
        public InitiatorExchange initiate(ExchangeContext context) {
            byte[] own = new byte[OCTETS];
            random.nextBytes(own);
            return new InitiatorExchange() {
                @Override
                public List<Origin> origins() {
                    return List.of(Origin.of(ID));
                }

                @Override
                public MethodMessage offer() {
                    return new MethodMessage(own);
                }

                @Override
                public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
                    return secret(context, own, checked(answer));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
            byte[] own = new byte[OCTETS];
            random.nextBytes(own);
            return new ResponderExchange(
                    new MethodMessage(own), List.of(Origin.of(ID)), secret(context, checked(offer), own));
        }

        private static byte[] checked(MethodMessage message) throws MethodFailure {
            if (message.body().length != OCTETS) {
                throw new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "expected 32 octets");
            }
            return message.body();
        }

        private static KeyMaterial secret(ExchangeContext context, byte[] initiator, byte[] responder) {
            byte[] whole = sha512(ascii(context.key().hex()), initiator, responder);
            return KeyMaterial.taking(Arrays.copyOf(whole, OCTETS));
        }
    }

    private static final class Sha512Feed implements KeySchedule {
        @Override
        public CombinerId id() {
            return new CombinerId("sha512-feed");
        }

        @Override
        public int shareOctets() {
            return OCTETS;
        }

        @Override
        public CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets) {
            byte[] context = recipe.context(
                    secrets.stream().map(secret -> secret.length().bits()).toList(),
                    sha512(recipe.transcript().octets()));
            byte[] fed = sha512(context, shares.initiator(), shares.responder());
            for (KeyMaterial secret : secrets) {
                byte[] before = fed;
                fed = secret.lend(bytes -> sha512(before, bytes));
            }
            byte[] root = fed;
            return new CombinedKey() {
                @Override
                public byte[] tag(Role role) {
                    return Arrays.copyOf(sha512(ascii("tag of " + role), root), OCTETS);
                }

                @Override
                public KeyMaterial trafficSecret() {
                    return KeyMaterial.taking(sha512(ascii("traffic"), root));
                }

                @Override
                public void close() {
                    Arrays.fill(root, (byte) 0);
                }
            };
        }

        @Override
        public DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret) {
            byte[] whole = trafficSecret.lend(bytes -> sha512(ascii(direction.key().hex()), bytes));
            KeyMaterial key = KeyMaterial.taking(Arrays.copyOf(whole, profile.key().octets()));
            return new DirectionalKey(direction.key(), direction.number(), key, new byte[0]);
        }
    }

    private static final class OneSlotKind implements EncDecKind {
        @Override
        public String word() {
            return "one-slot";
        }

        @Override
        public EncDec open(String name, Path data, Map<String, String> settings) throws IOException {
            String report = settings.get("report");
            if (report == null) {
                throw new IOException("enc-decs: " + name + ".settings.report: expected a path, but it is missing");
            }
            int bits = Integer.parseInt(settings.getOrDefault("bits", "256"));
            return new OneSlot(name, bits, Path.of(report));
        }
    }

    /** Writes what it would protect traffic with: a hash of the key, for whoever looks whether both ends have the same. */
    private static final class OneSlot implements EncDec {
        private final String name;
        private final Profile profile;
        private final Path report;
        private Optional<DirectionalKey> held = Optional.empty();
        private boolean sending;
        private long newest;

        OneSlot(String name, int bits, Path report) {
            this.name = name;
            this.profile =
                    new Profile("one-slot", "toy-" + bits, KeyLength.bits(bits), new Shape(1, Shape.Keys.SHARED, 0));
            this.report = report;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Profile profile() {
            return profile;
        }

        @Override
        public Traits traits() {
            return new Traits(Traits.Proof.NOTHING, false, Duration.ZERO);
        }

        @Override
        public long newestNumber() {
            return newest;
        }

        @Override
        public void guard(Map<Slot, Duration> left) {}

        @Override
        public synchronized Observation observe() {
            return new Observation(
                    held.map(key -> new InstalledKey(key.id(), new Slot(0), sending, true, 0, 0, 0)).stream()
                            .toList(),
                    0);
        }

        @Override
        public synchronized void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
            if (held.filter(other -> !other.id().equals(key.id())).isPresent()) {
                throw new EncDecFailure("the slot holds another key");
            }
            newest = Math.max(newest, key.number());
            held = Optional.of(key);
        }

        @Override
        public synchronized void switchTransmit(Slot slot, DirectionalKey key) throws EncDecFailure {
            if (held.filter(other -> other.id().equals(key.id())).isEmpty()) {
                throw new EncDecFailure("the key is not prepared");
            }
            sending = true;
            String hash = key.key().lend(bytes -> HexFormat.of().formatHex(sha512(bytes)));
            write(key.id().hex() + " " + hash);
        }

        private void write(String line) throws EncDecFailure {
            try {
                Files.writeString(report, line);
            } catch (IOException e) {
                throw new EncDecFailure("its report can't be written", e);
            }
        }

        @Override
        public synchronized void retire(Slot slot) throws EncDecFailure {
            clear();
        }

        @Override
        public synchronized void clear() throws EncDecFailure {
            held = Optional.empty();
            sending = false;
            write("");
        }

        @Override
        public void close() {}
    }
}
