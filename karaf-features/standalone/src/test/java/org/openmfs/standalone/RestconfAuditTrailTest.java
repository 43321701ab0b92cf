package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit trail has of a client's requests, and what may not be done without it. */
final class RestconfAuditTrailTest {
    private static final String PLACE = "/restconf/data/mfs-service:services/service=blue";
    private static final String SERVICE = NorthSide.SERVICE.formatted("blue");
    private static final String DRY_RUN = "/restconf/operations/mfs-service:plan-service";

    private final NotedAudit trail = new NotedAudit();
    private NorthSide north;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder, trail);
    }

    @AfterEach
    void stop() throws Exception {
        north.close();
    }

    @Test
    void a_write_is_noted_before_it_is_made_and_when_it_has_ended_and_a_read_is_not() {
        north.json("PUT", PLACE, SERVICE);
        north.get(PLACE);
        north.json("DELETE", PLACE, "");

        assertThat(trail.notes)
                .containsExactly(
                        "admin from 127.0.0.1: PUT " + PLACE + ": asked",
                        "admin from 127.0.0.1: PUT " + PLACE + ": 201",
                        "admin from 127.0.0.1: login: logged in",
                        "admin from 127.0.0.1: DELETE " + PLACE + ": asked",
                        "admin from 127.0.0.1: DELETE " + PLACE + ": 204");
    }

    @Test
    void a_refusal_is_noted_and_nothing_that_was_said() {
        north.send("PUT", PLACE, NorthSide.JSON, SERVICE.replace("gold", "said-secret"), "admin:hunter2");
        north.send("DELETE", PLACE + "?token=said-secret", null, "", north.viewer, "X-Token", "said-secret");
        north.json("PUT", PLACE, "{\"said-secret\":1}");

        assertThat(trail.notes)
                .contains(
                        "nobody from 127.0.0.1: PUT " + PLACE + ": refused with 401",
                        "eve from 127.0.0.1: DELETE " + PLACE + ": refused with 403",
                        "admin from 127.0.0.1: PUT " + PLACE + ": 400")
                .noneMatch(note -> note.contains("hunter") || note.contains("said-secret"));
    }

    @Test
    void what_can_t_be_noted_is_refused_before_anything_is_changed_and_reads_go_on() {
        north.json("PUT", PLACE, SERVICE);
        String tag = north.get(PLACE).header("etag");
        trail.full.set(true);

        for (NorthSide.Reply refused : new NorthSide.Reply[] {
            north.json("DELETE", PLACE, ""),
            north.json("PUT", PLACE, SERVICE.replace("60", "61")),
            north.json("PATCH", PLACE, SERVICE.replace("60", "62")),
            north.json("POST", "/restconf/data/mfs-service:services", NorthSide.SERVICE.formatted("red")),
            north.json("POST", "/restconf/operations/mfs-service:nothing", "")
        }) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.tag()).isEqualTo("resource-denied");
            assertThat(refused.error().get("error-message").getAsString())
                    .isEqualTo("Nothing was changed: the trail is full. Empty it.");
            assertThat(refused.header("retry-after")).isNotEmpty();
        }

        NorthSide.Reply read = north.get(PLACE);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).contains("60");
        assertThat(read.header("etag")).isEqualTo(tag);
        assertThat(north.json("POST", DRY_RUN, "{}").status()).isNotEqualTo(503);
        assertThat(north.send("OPTIONS", PLACE, null, "", north.administrator).status())
                .isEqualTo(200);
        trail.full.set(false);
        assertThat(north.json("DELETE", PLACE, "").status()).isEqualTo(204);
    }

    @Test
    void a_dry_run_is_noted_once_since_it_changes_nothing() {
        north.json("POST", DRY_RUN, "{}");

        assertThat(trail.notes)
                .filteredOn(note -> note.contains(DRY_RUN))
                .hasSize(1)
                .noneMatch(note -> note.endsWith("asked"));
    }

    @Test
    void dry_runs_one_after_the_other_are_noted_once_a_second() {
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            north.json("POST", DRY_RUN, "{}");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

        assertThat(trail.notes.stream().filter(note -> note.contains(DRY_RUN)))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(Math.toIntExact(seconds) + 1);
    }
}
