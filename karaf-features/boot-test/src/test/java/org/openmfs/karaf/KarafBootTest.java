package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller in Karaf as an operator meets it: first start, a change, a restart, the console. */
final class KarafBootTest {
    private static final String METHODS = "/data/mfs-method:methods";
    private static final String CATALOGUE = """
            {"mfs-method:methods":{"method":[{"id":"ml-kem-1024","ground":["structured-lattice"],"category":5}]}}""";
    private static final String GOLD = "/data/mfs-policy:protection-classes/protection-class=gold";
    private static final String CLASS = """
            {"mfs-policy:protection-class":[{"id":"gold","text":"one factor","floor":{"factors":1,"least-diversity":0},
            "method":["ml-kem-1024"],"least-category":3}]}""";

    private static final String BLUE = "/data/mfs-service:services/service=blue?content=config";
    private static final String WORLD = """
            {"ietf-network:networks":{"network":[{"network-id":"metro","network-types":{"mfs-network:mfs-network":{}},
            "node":[{"node-id":"A","mfs-network:cf":[{"id":"cf-a","device":"alice"}],
            "mfs-network:encryption-point":[{"id":"p","kind":"endpoint","cf":"cf-a","enc-dec":"m0"}],
            "mfs-network:endpoint":[{"id":"e1","encryption-point":"p"},{"id":"e2","encryption-point":"p"}]}]}]}}""";
    private static final String SERVICE = """
            {"mfs-service:service":[{"id":"blue","a-end":{"endpoint":"e1"},"z-end":{"endpoint":"e2"},
            "protection-class":"gold"}]}""";
    private static final String ESCAPE = "\033";

    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    @Test
    void what_is_configured_in_Karaf_survives_a_restart_and_only_the_made_password_opens() throws Exception {
        try (KarafProcess karaf = new KarafProcess(data)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(karaf.passwordFile())))
                    .isEqualTo("rw-------");
            assertThat(karaf.said())
                    .containsExactly(
                            "data in " + data,
                            "user admin, password in " + karaf.passwordFile(),
                            "console: ssh -p " + karaf.sshPort() + " admin@127.0.0.1",
                            "API page at " + karaf.root().resolve("/openapi"),
                            "RESTCONF at " + karaf.root());
            assertThat(karaf.get("/yang-library-version").status()).isEqualTo(200);
            assertThat(karaf.as("admin:admin", "GET", "/yang-library-version", "")
                            .status())
                    .isEqualTo(401);
            assertThat(karaf.beside("/metrics").body())
                    .contains("mfs_services{phase=\"failed\"} 0.0", "mfs_archive_refusing 0.0", "jvm_threads_current");
            assertThat(karaf.beside("/openapi").body()).contains("an example body");
            assertThat(karaf.put(METHODS, CATALOGUE))
                    .extracting(KarafProcess.Reply::status)
                    .isEqualTo(201);
            assertThat(karaf.put(GOLD, CLASS).status()).isEqualTo(201);
            assertThat(karaf.stop()).isZero();
        }
        try (KarafProcess karaf = new KarafProcess(data)) {
            KarafProcess.Reply gold = karaf.get(GOLD);
            assertThat(gold.status()).isEqualTo(200);
            assertThat(gold.body()).contains("one factor");
            assumeTrue(isInstalled("ssh"), "the console is asked over OpenSSH");
            consoleShowsTheSame(karaf);
            consoleChangesServices(karaf, folder);
            consoleEndsWithItsUser(karaf);
            assertThat(karaf.stop()).isZero();
        }
        assertThat(ArchivedLines.in(data))
                .contains("admin|127.0.0.1|PUT /restconf" + METHODS + "|asked", "admin|console|login|logged in")
                .contains("nobody|console|login|refused", "admin|127.0.0.1|PUT /restconf" + GOLD + "|asked")
                .noneMatch(line -> line.contains("one factor"));
    }

    private static void consoleShowsTheSame(KarafProcess karaf) throws IOException, InterruptedException {
        assertThat(karaf.console("karaf", "mfs:list services").status()).isNotZero();
        assertThat(karaf.console("mfs:list services").body()).startsWith("service  a  z  class  phase");
        assertThat(karaf.console("mfs:list methods").body()).contains("ml-kem-1024  structured-lattice  5");
        assertThat(listed(karaf, "methods", "mfs-method:method")).containsExactly("ml-kem-1024");
        assertThat(karaf.console("mfs:show service blue"))
                .isEqualTo(new KarafProcess.Reply(1, "there is no service blue\n"));
        for (String wrong :
                List.of("mfs:lst services", "mfs:list --jsn services", "mfs:list", "mfs:show service blue red")) {
            assertThat(karaf.console(wrong))
                    .as(wrong)
                    .satisfies(refused -> assertThat(refused.status()).isNotZero())
                    .satisfies(
                            refused -> assertThat(refused.body()).isNotBlank().doesNotContain(ESCAPE));
        }
    }

    /** One service from its file to its end, and what was said on the way. */
    private static void consoleChangesServices(KarafProcess karaf, Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("blue.json"), SERVICE);
        assertThat(karaf.console("mfs:apply " + Files.writeString(folder.resolve("world.json"), WORLD))
                        .body())
                .isEqualTo("applied network metro\n");
        assertThat(karaf.console("mfs:plan --file " + file).body()).contains("in the way", "device-unknown");
        assertThat(karaf.console("mfs:apply " + file)).isEqualTo(new KarafProcess.Reply(0, "applied service blue\n"));
        assertThat(karaf.sent("mfs:apply -", SERVICE.replace("blue", "red")).body())
                .isEqualTo("applied service red\n");
        assertThat(listed(karaf, "services", "mfs-service:service")).containsExactly("blue", "red");
        assertThat(karaf.console("mfs:suspend blue").body()).isEqualTo("suspended service blue\n");
        assertThat(karaf.get(BLUE).body()).contains("\"suspended\"");
        assertThat(karaf.console("mfs:watch --count 1 --for 1").status()).isZero();
        assertThat(karaf.console("mfs:resume blue").body()).isEqualTo("resumed service blue\n");
        assertThat(karaf.get(BLUE).body()).contains("\"active\"");
        assertThat(karaf.console("mfs:rekey blue"))
                .extracting(KarafProcess.Reply::status, KarafProcess.Reply::body)
                .containsExactly(1, "/mfs-operation:input/id: service blue has no key to replace\n");
        assertThat(karaf.console("mfs:apply --json " + Files.writeString(folder.resolve("odd.json"), "{}"))
                        .body())
                .contains("ietf-restconf:errors")
                .doesNotContain(ESCAPE);
        assertThat(JsonParser.parseString(karaf.console("mfs:export").body()).toString())
                .contains("\"red\"");
        assertThat(karaf.console("mfs:delete service blu").body())
                .isEqualTo("there is no service blu; did you mean blue?\n");
        assertThat(karaf.console("mfs:delete service blue").status()).isZero();
        assertThat(karaf.get(BLUE).status()).isEqualTo(404);
        assertThat(karaf.log())
                .contains("admin from the console: PATCH /restconf/data: 200")
                .contains("admin from the console: DELETE /restconf/data/mfs-service:services/service=blue: 204");
    }

    /** In a session that does nothing but watch. */
    private void consoleEndsWithItsUser(KarafProcess karaf) throws IOException, InterruptedException {
        Path users = data.resolve("users.json");
        String before = Files.readString(users);
        Process watching = karaf.begun("mfs:watch --for 300");
        try {
            assertThat(watching.waitFor(5, TimeUnit.SECONDS)).isFalse();
            Files.writeString(users, before.replace("administrator", "viewer"));
            assertThat(watching.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            watching.destroyForcibly();
            Files.writeString(users, before);
        }
        assertThat(karaf.console("mfs:list services").status()).isZero();
    }

    private static List<String> listed(KarafProcess karaf, String subject, String list)
            throws IOException, InterruptedException {
        String printed = karaf.console("mfs:list --json " + subject).body();
        return JsonParser.parseString(printed).getAsJsonObject().getAsJsonArray(list).asList().stream()
                .map(entry -> entry.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
