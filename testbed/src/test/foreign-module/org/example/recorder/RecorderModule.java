package org.example.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.module.AgentModule;
import org.openmfs.agent.module.EncDecKind;

/**
 * Tells a test every secret that passes through an agent: the agent's own key schedule under another name, which writes
 * what it is given and what it makes to a file, each octet changed, so that the recording leaves no copy in the process.
 *
 * <p>One copy is left on purpose: of the first traffic secret, so that who searches can see that the search finds one.
 */
public final class RecorderModule implements AgentModule {
    private static final byte MASK = (byte) 0xa7;
    private static final int LITTER = 50;
    /** So many arrays of so many octets are more than a heap of an agent. */
    private static final int WORK = 20_000;

    private static byte[] planted = {};

    private Path file = Path.of("/dev/null");

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public List<KeyExchangeMethod> methods(Surroundings with) throws IOException {
        file = Path.of(with.settings().get("file"));
        Files.writeString(file, "");
        return List.of();
    }

    @Override
    public List<KeySchedule> schedules() {
        return List.of(new Recorded());
    }

    @Override
    public List<EncDecKind> encDecKinds() {
        return List.of(new Forgetful());
    }

    private synchronized void write(String key, String what, byte[] changed) {
        String line = key + " " + what + " " + HexFormat.of().formatHex(changed) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(String key, String what, KeyMaterial secret) {
        write(key, what, secret.lend(RecorderModule::changed));
    }

    private static byte[] changed(byte[] octets) {
        byte[] changed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            changed[i] = (byte) (octets[i] ^ MASK);
        }
        return changed;
    }

    private synchronized void plant(String key, KeyMaterial secret) {
        if (planted.length == 0) {
            planted = secret.lend(byte[]::clone);
            write(key, "planted", new byte[0]);
            litter();
        }
    }

    /** Leaves keys behind, as code does that can't wipe what it has: in places from which collections have moved them. */
    private static void litter() {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < LITTER; i++) {
            keys.add(MadeUpKeys.key(i));
        }
        for (int i = 0; i < WORK; i++) {
            keys.add(new byte[WORK]);
            keys.removeLast();
        }
        keys.clear();
    }

    private static final class Forgetful implements EncDecKind {
        @Override
        public String word() {
            return "forgetful";
        }

        @Override
        public EncDec open(String name, Path data, Map<String, String> settings) {
            return new ForgetfulEncDec(name);
        }
    }

    private final class Recorded implements KeySchedule {
        private final KeySchedule own = new HmacSha384Extract();

        @Override
        public CombinerId id() {
            return new CombinerId("recorded");
        }

        @Override
        public int shareOctets() {
            return own.shareOctets();
        }

        @Override
        public CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets) {
            String key = recipe.key().hex();
            for (int i = 0; i < secrets.size(); i++) {
                record(key, recipe.factors().get(i).method().name(), secrets.get(i));
            }
            List<Integer> bits =
                    secrets.stream().map(secret -> secret.length().bits()).toList();
            write(key, "share-1", changed(shares.initiator()));
            write(key, "share-2", changed(shares.responder()));
            write(key, "context", changed(recipe.context(bits, hash(recipe.transcript().octets()))));
            return new RecordedKey(key, own.combine(recipe, shares, secrets));
        }

        private static byte[] hash(byte[] octets) {
            try {
                return MessageDigest.getInstance("SHA-384").digest(octets);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret) {
            DirectionalKey key = own.key(direction, profile, trafficSecret);
            record(direction.key().hex(), "key-of-" + direction.sender(), key.key());
            return key;
        }
    }

    private final class RecordedKey implements CombinedKey {
        private final String key;
        private final CombinedKey own;

        RecordedKey(String key, CombinedKey own) {
            this.key = key;
            this.own = own;
        }

        @Override
        public byte[] tag(Role role) {
            return own.tag(role);
        }

        @Override
        public KeyMaterial trafficSecret() {
            KeyMaterial secret = own.trafficSecret();
            plant(key, secret);
            record(key, "traffic-secret", secret);
            return secret;
        }

        @Override
        public void close() {
            own.close();
        }
    }
}
