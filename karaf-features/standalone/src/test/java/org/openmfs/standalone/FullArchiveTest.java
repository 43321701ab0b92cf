package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveTime;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Head;
import org.openmfs.controller.archive.Limits;
import org.openmfs.controller.archive.MemberId;
import org.openmfs.controller.archive.Settings;
import org.openmfs.controller.runtime.ArchivedAudit;
import org.openmfs.controller.runtime.Chronicle;

/** Writes of clients while an archive fills, is full, and was exported. */
@Timeout(120)
final class FullArchiveTest {
    private static final String PLACE = "/restconf/data/mfs-service:services/service=blue";
    private static final Limits SMALL = new Limits(1 << 18, Limits.ANY_AGE);

    @TempDir
    private Path folder;

    @Test
    void a_write_into_a_full_archive_is_refused_and_changes_nothing_until_somebody_exports() throws Exception {
        ArchivedController archived = ArchivedController.in(folder);
        Settings settings = new Settings(archived.file(), new MemberId("m1"), SMALL, "Ed25519");
        try (Archive archive = Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM)) {
            while (archive.state().octets() < SMALL.octets() * 7 / 8) {
                archive.write(new Entry("filler", "test", "x".repeat(1_000), "", ""), Duration.ofSeconds(30));
            }
            Chronicle chronicle = new Chronicle(archive, SMALL, InstantSource.system());
            try (NorthSide north = new NorthSide(folder, new ArchivedAudit(archive, chronicle))) {
                int made = 0;
                NorthSide.Reply reply = put(north, made);
                while (reply.status() != 503 && made < 500) {
                    made++;
                    reply = put(north, made);
                }

                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.tag()).isEqualTo("resource-denied");
                assertThat(reply.error().get("error-message").getAsString())
                        .isEqualTo("Nothing was changed: the archive has reached its limit. Export it by"
                                + " './mfs archive export', then repeat this.");
                assertThat(north.json("DELETE", PLACE, "").status()).isEqualTo(503);
                assertThat(north.get(PLACE).body()).contains("\"rekey-interval\":" + (60 + made - 1));
                assertThat(chronicle.standing().refusing()).isTrue();

                archive.export(folder.resolve("export"), "admin");
                assertThat(north.json("DELETE", PLACE, "").status()).isEqualTo(204);
                assertThat(chronicle.standing().refusing()).isFalse();
            }
        }
        archived.requireSound();
        assertThat(archived.lines(Entry.AUDIT)).anyMatch(line -> line.contains("DELETE " + PLACE + "|asked"));
    }

    private static NorthSide.Reply put(NorthSide north, int round) {
        String service = NorthSide.SERVICE.formatted("blue").replace("60", Integer.toString(60 + round));
        return north.json("PUT", PLACE, service);
    }
}
