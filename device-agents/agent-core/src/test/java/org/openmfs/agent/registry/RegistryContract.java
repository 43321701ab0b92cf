package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.time.Moment;

/** What every registry must do. */
abstract class RegistryContract {
    static final AssociationId BLUE = new AssociationId("blue/1");
    static final AssociationId GREEN = new AssociationId("green/1");
    static final Moment NOW = moment(0);
    private static final Origin QKD_KEY = new Origin(new MethodId("qkd-014"), "bc490419-7d60-487f-adc1-4ddcc177c139");
    static final KeyRecord.Terms TERMS = new KeyRecord.Terms(
            "hmac-sha384-extract", "MFS-PU-v1/channel", List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")));
    private final SplittableRandom random = new SplittableRandom(7);
    Registry registry;

    abstract Registry open();

    @BeforeEach
    void openRegistry() {
        registry = open();
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void orders_count_up_for_each_association() {
        assertThat(List.of(registry.nextOrder(BLUE), registry.nextOrder(BLUE), registry.nextOrder(GREEN)))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void R9_an_external_key_is_taken_once() {
        assertThat(registry.claim(QKD_KEY)).isTrue();
        assertThat(registry.claim(QKD_KEY)).isFalse();
        assertThat(registry.claim(new Origin(new MethodId("qkd-other"), QKD_KEY.externalId())))
                .isTrue();
    }

    @Test
    void F8_F9_a_key_is_found_as_it_was_written() {
        KeyRecord key = added(BLUE);
        KeyRecord placed = key.moved(KeyStage.CONFIRMED, moment(1), "confirmed").placed(new Slot(2), 7);

        registry.update(placed);

        assertThat(registry.find(key.id())).contains(placed);
        assertThat(registry.live(BLUE)).containsExactly(placed);
        assertThat(registry.live(GREEN)).isEmpty();
        assertThat(holdsSecretOf(key)).isTrue();
    }

    @Test
    void keys_of_an_association_are_listed_in_their_order() {
        List<KeyRecord> added = List.of(added(BLUE), added(GREEN), added(BLUE));

        assertThat(registry.keys()).containsExactly(added.get(0), added.get(2), added.get(1));
    }

    @Test
    void F8_a_destroyed_key_has_no_secret_and_stays_known() {
        KeyRecord key = added(BLUE);
        registry.update(key.moved(KeyStage.GONE, NOW, "given up"));

        assertThat(registry.live(BLUE)).isEmpty();
        assertThat(registry.find(key.id())).map(KeyRecord::state).contains(KeyState.DESTROYED);
        assertThat(holdsSecretOf(key)).isFalse();
    }

    @Test
    void F8_a_key_never_goes_back_nor_takes_a_forbidden_step() {
        KeyRecord key = added(BLUE);
        KeyRecord confirmed = key.moved(KeyStage.CONFIRMED, NOW, "confirmed");
        KeyRecord gone = confirmed.moved(KeyStage.GONE, NOW, "given up");
        registry.update(confirmed);

        assertThatThrownBy(() -> registry.update(key)).isInstanceOf(IllegalStateException.class);
        registry.update(gone);
        assertThatThrownBy(() -> registry.update(confirmed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> gone.moved(KeyStage.SENDING, NOW, "again")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void F8_nor_does_it_come_to_a_state_that_does_not_follow_from_its_own() {
        KeyRecord key = added(BLUE);
        KeyRecord odd = new KeyRecord(
                key.id(),
                key.birth(),
                KeyState.SUSPENDED,
                key.stage(),
                key.placement(),
                key.times(),
                key.activation(),
                key.reason());

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.update(odd))
                .withMessageEndingWith("cannot go from PRE_ACTIVATION/DERIVED to SUSPENDED/DERIVED");
        assertThat(registry.find(key.id())).contains(key);
    }

    @Test
    void a_key_id_is_entered_once() {
        KeyRecord key = added(BLUE);

        assertThat(add(key)).isFalse();
        assertThat(registry.keys()).containsExactly(key);
    }

    @Test
    void installed_keys_are_counted() {
        KeyRecord key = added(BLUE);
        added(BLUE);
        registry.update(key.moved(KeyStage.CONFIRMED, NOW, "").placed(new Slot(0), 1));
        registry.update(registry.find(key.id()).orElseThrow().moved(KeyStage.SENDING, NOW, "in use"));

        assertThat(registry.installedEver(BLUE)).isEqualTo(1);
        assertThat(registry.installedEver(GREEN)).isZero();
    }

    @Test
    void keys_gone_long_ago_are_forgotten_and_claims_are_not() {
        KeyRecord old = added(BLUE);
        KeyRecord live = added(BLUE);
        registry.claim(QKD_KEY);
        registry.update(old.moved(KeyStage.GONE, NOW, "given up"));

        registry.forgetGone(moment(1).wall(), moment(1).wall());

        assertThat(registry.keys()).containsExactly(live);
        assertThat(registry.claim(QKD_KEY)).isFalse();
    }

    @Test
    void claims_are_forgotten_when_they_are_old_and_not_before() {
        registry.claim(QKD_KEY);

        registry.anHourPassed(2);
        registry.anHourPassed(2);
        assertThat(registry.claim(QKD_KEY)).isFalse();

        registry.anHourPassed(2);
        assertThat(registry.claim(QKD_KEY)).isTrue();
        assertThat(registry.claims()).isEqualTo(1);
    }

    @Test
    void keys_that_were_never_sent_under_are_forgotten_sooner() {
        KeyRecord used = added(BLUE);
        KeyRecord never = added(BLUE);
        registry.update(used.moved(KeyStage.CONFIRMED, NOW, "").placed(new Slot(0), 1));
        registry.update(registry.find(used.id()).orElseThrow().moved(KeyStage.SENDING, NOW, "in use"));
        registry.update(registry.find(used.id()).orElseThrow().moved(KeyStage.GONE, NOW, "replaced"));
        registry.update(never.moved(KeyStage.GONE, NOW, "never confirmed"));

        registry.forgetGone(NOW.wall(), moment(1).wall());
        assertThat(registry.keys()).extracting(KeyRecord::id).containsExactly(used.id());

        registry.forgetGone(moment(1).wall(), moment(1).wall());
        assertThat(registry.keys()).isEmpty();
    }

    static Moment moment(int second) {
        return new Moment(
                Instant.parse("2026-11-23T10:00:00Z").plusSeconds(second), "boot", Duration.ofSeconds(second));
    }

    KeyRecord added(AssociationId association) {
        KeyRecord.Birth birth = new KeyRecord.Birth(
                association,
                new CfId("cf-b"),
                new SuiteId("ml-kem-1024+qkd-014"),
                registry.nextOrder(association),
                List.of(QKD_KEY, new Origin(new MethodId("psk-hmac"), "")),
                TERMS);
        KeyRecord key = KeyRecord.derived(KeyId.random(random), birth, NOW);
        assertThat(add(key)).isTrue();
        return key;
    }

    private boolean add(KeyRecord key) {
        try (KeyMaterial secret = KeyMaterial.taking(secretOf(key.id()))) {
            return registry.add(key, secret);
        }
    }

    boolean holdsSecretOf(KeyRecord key) {
        try (KeyMaterial held = registry.secret(key.id());
                KeyMaterial expected = KeyMaterial.taking(secretOf(key.id()))) {
            return held.matches(expected);
        } catch (DestroyedKey gone) {
            return false;
        }
    }

    /** A secret that follows from the key id, so that a torn row shows. */
    static byte[] secretOf(KeyId id) {
        return (id.hex() + "-secret-octets").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void a_key_that_is_not_known_can_not_be_changed() {
        KeyRecord unknown = KeyRecord.derived(
                new KeyId("0123456789abcdef0123456789abcdef"), added(BLUE).birth(), NOW);

        assertThatIllegalStateException().isThrownBy(() -> registry.update(unknown));
    }
}
