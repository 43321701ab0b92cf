package org.openmfs.karaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The distribution, started on ports that were free and stopped by SIGTERM. */
final class KarafProcess implements AutoCloseable {
    private static final Path DISTRIBUTION = Path.of("../distribution/target/assembly/bin/openmfs");
    private static final String READY = "RESTCONF at ";
    private static final long PATIENCE_S = 180;

    private final Path data;
    private final Process process;
    private final int sshPort;
    private final URI root;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A reply's status and body. */
    record Reply(int status, String body) {}

    KarafProcess(Path data) throws IOException, InterruptedException {
        this.data = data;
        sshPort = FreePorts.next();
        process = new ProcessBuilder(List.of(
                        DISTRIBUTION.toString(),
                        "--data",
                        data.toString(),
                        "--http",
                        "127.0.0.1:0",
                        "--ssh-port",
                        Integer.toString(sshPort),
                        "--cluster-port",
                        Integer.toString(FreePorts.next())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            root = CompletableFuture.supplyAsync(this::rootThatIsSaid).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly().waitFor();
            throw new IOException("Karaf did not become ready", e);
        }
    }

    private URI rootThatIsSaid() {
        BufferedReader lines = process.inputReader(UTF_8);
        return lines.lines()
                .peek(said::add)
                .filter(line -> line.startsWith(READY))
                .map(line -> URI.create(line.substring(READY.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ended after saying " + said));
    }

    /** Its lines up to the one that says where RESTCONF is. */
    List<String> said() {
        return List.copyOf(said);
    }

    URI root() {
        return root;
    }

    int sshPort() {
        return sshPort;
    }

    Path passwordFile() {
        return data.resolve("password-admin");
    }

    private String password() throws IOException {
        return Files.readString(passwordFile());
    }

    Reply as(String user, String method, String path, String body) throws IOException, InterruptedException {
        return send(user, method, URI.create(root + path), body);
    }

    private Reply send(String user, String method, URI to, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/yang-data+json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    Reply get(String path) throws IOException, InterruptedException {
        return as("admin:" + password(), "GET", path, "");
    }

    /** What is beside RESTCONF. */
    Reply beside(String path) throws IOException, InterruptedException {
        return send("admin:" + password(), "GET", root().resolve(path), "");
    }

    Reply put(String path, String body) throws IOException, InterruptedException {
        return as("admin:" + password(), "PUT", path, body);
    }

    /** What a command prints over OpenSSH, with the status it ends with first. */
    Reply console(String password, String command) throws IOException, InterruptedException {
        return console(password, command, "");
    }

    private Reply console(String password, String command, String sent) throws IOException, InterruptedException {
        Process running = begun(password, command);
        try (Writer input = running.outputWriter(UTF_8)) {
            input.write(sent);
        }
        String printed = new String(running.getInputStream().readAllBytes(), UTF_8);
        return new Reply(running.waitFor(), printed);
    }

    /** A command over OpenSSH that goes on. */
    Process begun(String command) throws IOException {
        return begun(password(), command);
    }

    private Process begun(String password, String command) throws IOException {
        ProcessBuilder ssh = new ProcessBuilder(
                "ssh",
                "-p",
                Integer.toString(sshPort),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "PubkeyAuthentication=no",
                "-o",
                "NumberOfPasswordPrompts=1",
                "admin@127.0.0.1",
                command);
        ssh.environment()
                .putAll(Map.of("SSH_ASKPASS", asking().toString(), "SSH_ASKPASS_REQUIRE", "force", "ANSWER", password));
        // On its standard error ssh may say that the server ended the connection.
        return ssh.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** The program that OpenSSH asks for a password where there is no terminal. */
    private Path asking() throws IOException {
        Path program = data.resolveSibling("ask-" + sshPort);
        if (Files.notExists(program)) {
            Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$ANSWER\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        return program;
    }

    Reply console(String command) throws IOException, InterruptedException {
        return console(password(), command);
    }

    /** What a command prints that reads something. */
    Reply sent(String command, String text) throws IOException, InterruptedException {
        return console(password(), command, text);
    }

    /** What it logged so far. */
    String log() throws IOException {
        return Files.readString(data.resolve("karaf/data/log/karaf.log"));
    }

    /** Asks it to stop, by SIGTERM; returns the status it ended with. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("Karaf did not stop within 60 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
