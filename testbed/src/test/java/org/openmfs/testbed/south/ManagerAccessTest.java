package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.BearerToken;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.IdentityName;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.southbound.apn.tapi.OpticalNetworks;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.event.EventFollower;
import org.openmfs.southbound.http.identity.ClientIdentities;
import org.openmfs.southbound.qkdn.QkdNetworks;
import org.openmfs.testbed.apn.ApnControl;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.Json;

/** Managers that ask for a token or for a certificate, over real sockets: let in, refused, and let in again. */
@Timeout(60)
final class ManagerAccessTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final IdentityName NAME = new IdentityName("managers");
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Pace QUICK = new Pace(Duration.ofMillis(200), Duration.ofMillis(200));
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final BearerToken WRONG = new BearerToken("not-the-planted-token");

    private static ManagerFace tokens;
    private static ManagerFace certificates;

    @TempDir
    private Path identities;

    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private Terms terms;
    private QkdNetworks qkd;
    private OpticalNetworks optical;

    @BeforeAll
    static void two_worlds() throws Exception {
        tokens = ManagerFace.asking("bearer");
        certificates = ManagerFace.asking("client-certificate");
    }

    @AfterAll
    static void end() {
        tokens.close();
        certificates.close();
    }

    @BeforeEach
    void start() {
        terms = new Terms(CLOCK, QUICK, new ClientIdentities(identities, CLOCK));
        qkd = new QkdNetworks(reports, terms);
        optical = new OpticalNetworks(reports, terms);
    }

    @AfterEach
    void stop() {
        qkd.close();
        optical.close();
    }

    static Stream<ManagerId> managers() {
        return Stream.of(ManagerFace.QKDN, ManagerFace.APN);
    }

    private void connect(ManagerFace face, ManagerId manager, Access access) throws IOException {
        if (manager.equals(ManagerFace.QKDN)) {
            qkd.connect(face.settings(manager, access));
        } else {
            optical.connect(face.settings(manager, access));
        }
    }

    private static Access right(ManagerId manager) throws IOException {
        return Access.of(new BearerToken(tokens.file(manager, "restconf-token")));
    }

    /** As an operator does it: the key last, and each in one step. */
    private void put(String certificate, String key) throws IOException {
        put("managers.pem", certificate, "rw-r--r--");
        put("managers.key", key, "rw-------");
    }

    private void put(String name, String content, String mode) throws IOException {
        Path fresh = Files.writeString(identities.resolve(name + ".new"), content);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
        Files.move(fresh, identities.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void putRight(ManagerId manager) throws IOException {
        put(
                certificates.file(manager, "restconf-client-certificate"),
                certificates.file(manager, "restconf-client-key"));
    }

    /** Of the same authority, but not of a controller. */
    private void putAnothers() throws IOException {
        JsonObject sae = certificates
                .world()
                .json()
                .getAsJsonObject("qkd")
                .getAsJsonArray("saes")
                .get(0)
                .getAsJsonObject();
        put(
                Files.readString(Path.of(sae.get("certificate").getAsString())),
                Files.readString(Path.of(sae.get("key").getAsString())));
    }

    private Connection await(ManagerId manager, Connection.State state) {
        return reports.awaitConnection(manager, at -> at.state() == state);
    }

    private Connection awaitText(ManagerId manager, String part) {
        return reports.awaitConnection(manager, at -> at.text().contains(part));
    }

    @ParameterizedTest
    @MethodSource("managers")
    void a_token_lets_in(ManagerId manager) throws Exception {
        connect(tokens, manager, right(manager));

        assertThat(await(manager, Connection.State.CONNECTED).text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("managers")
    void a_wrong_token_is_told_as_that_within_3_s_and_the_right_one_lets_in(ManagerId manager) throws Exception {
        Instant began = Instant.now();
        connect(tokens, manager, Access.of(WRONG));

        Connection refused = reports.awaitConnection(manager, at -> at.reason().isPresent());
        assertThat(Duration.between(began, Instant.now())).isLessThan(SOON);
        assertThat(refused.state()).isEqualTo(Connection.State.REFUSED);
        assertThat(refused.reason()).contains(ReasonCode.CREDENTIAL_REFUSED);
        assertThat(refused.text()).contains("bearer-token was refused").doesNotContain(WRONG.value());

        connect(tokens, manager, right(manager));
        await(manager, Connection.State.CONNECTED);
    }

    @ParameterizedTest
    @MethodSource("managers")
    void a_password_where_a_token_is_asked_for_is_refused(ManagerId manager) throws Exception {
        connect(tokens, manager, Access.of(new Credential("mfs", "planted-secret")));

        assertThat(await(manager, Connection.State.REFUSED).text())
                .contains("user mfs")
                .doesNotContain("planted-secret");
    }

    @ParameterizedTest
    @MethodSource("managers")
    void a_certificate_lets_in(ManagerId manager) throws Exception {
        putRight(manager);

        connect(certificates, manager, Access.of(NAME));

        assertThat(await(manager, Connection.State.CONNECTED).text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("managers")
    void where_none_is_named_the_leaf_is_told_and_where_it_is_anothers_that(ManagerId manager) throws Exception {
        connect(certificates, manager, Access.NONE);
        assertThat(await(manager, Connection.State.REFUSED).text()).contains("client-identity names none");

        putAnothers();
        connect(certificates, manager, Access.of(NAME));

        assertThat(awaitText(manager, "certificate of client-identity managers was refused")
                        .state())
                .isEqualTo(Connection.State.REFUSED);
    }

    @ParameterizedTest
    @MethodSource("managers")
    void an_identity_that_is_renewed_is_shown_without_a_restart(ManagerId manager) throws Exception {
        putAnothers();
        connect(certificates, manager, Access.of(NAME));
        await(manager, Connection.State.REFUSED);

        putRight(manager);

        await(manager, Connection.State.CONNECTED);
    }

    @ParameterizedTest
    @MethodSource("managers")
    void a_missing_identity_is_told_by_its_file_harms_nobody_and_is_taken_when_it_is_there(ManagerId manager)
            throws Exception {
        ManagerId other = manager.equals(ManagerFace.APN) ? ManagerFace.QKDN : ManagerFace.APN;
        connect(tokens, other, right(other));
        await(other, Connection.State.CONNECTED);
        connect(certificates, manager, Access.of(NAME));

        Connection missing = reports.awaitConnection(manager, at -> at.reason().isPresent());
        assertThat(missing.reason()).contains(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(missing.text())
                .contains(identities.resolve("managers.pem") + ": there is no such file; expected certificates in PEM")
                .containsOnlyOnce("no such file");

        put("managers.pem", certificates.file(manager, "restconf-client-certificate"), "rw-r--r--");
        awaitText(manager, identities.resolve("managers.key") + ": there is no such file; expected the certificate's");
        put("managers.key", certificates.file(manager, "restconf-client-key"), "rw-r--r--");
        awaitText(manager, "managers.key: is open to others: mode is rw-r--r--");
        put("managers.key", certificates.file(manager, "restconf-client-key"), "rw-------");
        await(manager, Connection.State.CONNECTED);
        assertThat(reports.of(other, RecordedNetworkReports.Report.Connected.class))
                .allMatch(report -> report.connection().up());
    }

    private static ManagerFace face(String access) {
        return access.equals("bearer") ? tokens : certificates;
    }

    private Access right(ManagerFace face, ManagerId manager) throws IOException {
        if (face.equals(tokens)) {
            return right(manager);
        }
        putRight(manager);
        return Access.of(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "client-certificate"})
    void a_QKD_node_tells_its_events_there_too(String door) throws Exception {
        ManagerFace face = face(door);
        QkdControl network = face.world().qkdControl();
        try (Ear ear = new Ear(face, ManagerFace.QKDN, right(face, ManagerFace.QKDN))) {
            assertThat(ear.hears(() -> network.linkDown("A-B", "fibre cut"), () -> network.linkUp("A-B")))
                    .contains("qkd");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "client-certificate"})
    void an_APN_C_takes_what_is_written_and_tells_its_events_there_too(String door) throws Exception {
        ManagerFace face = face(door);
        Access access = right(face, ManagerFace.APN);
        connect(face, ManagerFace.APN, access);
        await(ManagerFace.APN, Connection.State.CONNECTED);
        optical.setUp(
                ManagerFace.APN,
                new OpticalPath(
                        BLUE,
                        UUID.fromString(face.world().sip("apn-t-a")),
                        UUID.fromString(face.world().sip("apn-t-c")),
                        100));
        ApnControl network = face.world().apnControl();
        UUID path = UUID.fromString(
                Json.objects(network.show(), "services").getFirst().get("uuid").getAsString());
        try (Ear ear = new Ear(face, ManagerFace.APN, access)) {
            assertThat(ear.hears(() -> network.setPath(path, false), () -> network.setPath(path, true)))
                    .contains("tapi");
        }
        optical.takeDown(ManagerFace.APN, BLUE);
        assertThat(Json.objects(network.show(), "services")).isEmpty();
    }

    private interface Event {
        void happen() throws IOException;
    }

    /** Follows the events of a manager. */
    private final class Ear implements AutoCloseable {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final EventFollower follower;

        Ear(ManagerFace face, ManagerId manager, Access access) throws IOException {
            follower = new EventFollower(
                    terms.client(face.settings(manager, access), face.address(manager)), events::add, terms.pace());
        }

        /** What happens before the stream is open is not heard of. */
        String hears(Event bad, Event good) throws IOException, InterruptedException {
            for (int times = 0; times < 100; times++) {
                bad.happen();
                good.happen();
                String heard = events.poll(100, TimeUnit.MILLISECONDS);
                if (heard != null) {
                    return heard;
                }
            }
            throw new AssertionError("nothing was heard");
        }

        @Override
        public void close() {
            follower.close();
        }
    }
}
