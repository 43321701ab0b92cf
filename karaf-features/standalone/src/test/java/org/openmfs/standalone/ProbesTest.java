package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an orchestrator asks before it sends anybody. */
final class ProbesTest {
    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    @ParameterizedTest
    @CsvSource({"/livez, text/plain, ok", "/readyz, text/plain, ok", "/version, application/json, version"})
    void who_is_no_user_gets_an_answer_too(String path, String type, String said) {
        var answer = north.send("GET", path, null, "", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith(type);
        assertThat(answer.body()).contains(said);

        assertThat(north.send("HEAD", path, null, "", null).status()).isEqualTo(200);
        var refused = north.send("DELETE", path, null, "", null);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void below_them_there_is_nothing() {
        assertThat(north.send("GET", "/livez/more", null, "", null).status()).isEqualTo(401);
        assertThat(north.get("/livez/more").status()).isEqualTo(404);
    }
}
