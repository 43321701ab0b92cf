package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.testbed.web.Json;

/**
 * Checks YANG modules, and data against them, with libyang's yanglint. A test is skipped where yanglint or the published
 * modules are not here.
 */
final class Yanglint {
    private final List<String> command = new ArrayList<>(List.of("yanglint"));
    private final Path scratch;

    private Yanglint(Path scratch) {
        this.scratch = scratch;
    }

    /** Modules of one folder, which import published ones of the IETF. */
    static Yanglint of(Path scratch, List<Path> modules) {
        Yanglint lint = new Yanglint(scratch);
        lint.command.addAll(List.of("-p", published().resolve("ietf").toString()));
        modules.forEach(module -> lint.command.add(module.toString()));
        return lint;
    }

    /** ETSI GS QKD 015, with when-statements that libyang can evaluate. */
    static Yanglint qkd(Path scratch) {
        Path yang = published();
        Yanglint lint = new Yanglint(scratch);
        lint.command.addAll(List.of("-p", yang.resolve("ietf").toString()));
        lint.modules(yang.resolve("etsi-patched"), "etsi-qkd-sdn-node.yang", "etsi-qkd-node-types.yang");
        return lint;
    }

    /**
     * TAPI 2.4.1 in a copy that libyang can read: it refuses the references from configuration to state, demands entries
     * (min-elements) in optional groups of state that no server sends, and does not find identities without their prefix.
     */
    static Yanglint tapi(Path scratch) throws IOException {
        Path copy = Files.createDirectories(scratch.resolve("tapi"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(published().resolve("tapi-2.4.1"))) {
            for (Path file : files) {
                String readable = Files.readString(file)
                        .replaceAll("type leafref \\{[^{}]*}", "type string;")
                        .replaceAll("min-elements [0-9]+;", "")
                        .replaceAll("(target-object-type, \")(OBJECT_TYPE)", "$1tapi-common:$2");
                Files.writeString(copy.resolve(file.getFileName()), readable);
            }
        }
        Yanglint lint = new Yanglint(scratch);
        lint.command.addAll(List.of("-p", copy.toString()));
        lint.modules(
                copy, "tapi-connectivity.yang", "tapi-topology.yang", "tapi-notification.yang", "tapi-common.yang");
        return lint;
    }

    private void modules(Path folder, String... names) {
        for (String name : names) {
            command.add(folder.resolve(name).toString());
        }
    }

    /** Passes where a whole datastore's content, configuration and state, is valid. */
    void acceptsData(JsonObject json) {
        assertThat(run("data", json)).isEmpty();
    }

    /** Passes where a notification is valid. */
    void acceptsNotification(String name, JsonObject content) {
        assertThat(run("notif", Json.object(name, content)))
                .as(name + " " + content)
                .isEmpty();
    }

    /** Passes where something is found wrong, which shows that the check can fail. */
    void refusesData(JsonObject json) {
        assertThat(run("data", json)).isNotEmpty();
    }

    /** What is wrong with the modules themselves; empty where nothing is. */
    String findings() {
        return run(List.of(), List.of());
    }

    /**
     * What is wrong with data, in files that are merged where there are several; empty where nothing is.
     *
     * @param type as yanglint names what the data are, such as {@code config}
     */
    String findings(String type, List<Path> files) {
        return run(files.size() > 1 ? List.of("-m", "-t", type) : List.of("-t", type), files);
    }

    private String run(String type, JsonObject json) {
        try {
            return findings(type, List.of(Files.writeString(scratch.resolve("document.json"), json.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> options, List<Path> files) {
        try {
            List<String> full = new ArrayList<>(command);
            full.addAll(1, options);
            files.forEach(file -> full.add(file.toString()));
            Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 ? "" : "yanglint " + code + ": " + output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path published() {
        Optional<Path> yang = Optional.empty();
        for (Path here = Path.of("").toAbsolutePath(); here != null && yang.isEmpty(); here = here.getParent()) {
            yang = Optional.of(here.resolveSibling("shared").resolve("standards/yang"))
                    .filter(Files::isDirectory);
        }
        assumeTrue(yang.isPresent(), "skipped: no folder shared/standards/yang beside the repository");
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "yanglint"))),
                "skipped: yanglint is not installed");
        return yang.orElseThrow();
    }
}
