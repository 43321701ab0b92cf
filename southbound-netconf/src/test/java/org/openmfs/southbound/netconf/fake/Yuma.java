package org.openmfs.southbound.netconf.fake;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.KeyUtils;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.keyprovider.KeyPairProvider;
import org.opendaylight.netconf.shaded.sshd.server.Environment;
import org.opendaylight.netconf.shaded.sshd.server.ExitCallback;
import org.opendaylight.netconf.shaded.sshd.server.SshServer;
import org.opendaylight.netconf.shaded.sshd.server.channel.ChannelSession;
import org.opendaylight.netconf.shaded.sshd.server.command.Command;
import org.opendaylight.netconf.shaded.sshd.server.subsystem.SubsystemFactory;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;

/** A NETCONF server that nobody here wrote: yuma123 netconfd (Debian package netconfd), with module mfs-agent. */
public final class Yuma implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/sbin/netconfd");
    private static final Credential CREDENTIAL = new Credential("admin", "admin's");
    /** netconfd does not listen on it; its subsystem has to name the same one. */
    private static final int NOMINAL_PORT = 8300;

    private final Path folder;
    private final Process daemon;
    private final SshServer ssh;
    private final KeyPair hostKey;

    public static boolean installed() {
        return Files.isExecutable(SERVER);
    }

    public Yuma(Path folder) throws IOException, NoSuchAlgorithmException, InterruptedException {
        this.folder = folder;
        daemon = start(
                SERVER.toString(),
                "--port=" + NOMINAL_PORT,
                "--superuser=" + CREDENTIAL.user(),
                "--no-startup",
                "--module=mfs-agent",
                "--modpath=" + models() + ":/usr/share/yuma/modules",
                "--ncxserver-sockname=" + socket(),
                "--log=" + folder.resolve("log"));
        awaitSocket();
        hostKey = KeyPairGenerator.getInstance("EC").generateKeyPair();
        ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPasswordAuthenticator((user, password, session) -> new Credential(user, password).equals(CREDENTIAL));
        ssh.setSubsystemFactories(List.of(new Subsystem()));
        ssh.start();
    }

    private static Path models() {
        return Path.of("..", "yang-models", "src", "main", "yang").toAbsolutePath().normalize();
    }

    private Path socket() {
        return folder.resolve("ncxserver.sock");
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(new File(folder.toFile(), "errors"));
        builder.environment().put("USER", CREDENTIAL.user());
        builder.environment().put("LOGNAME", CREDENTIAL.user());
        builder.environment().put("SSH_CONNECTION", "127.0.0.1 40000 127.0.0.1 " + NOMINAL_PORT);
        return builder.start();
    }

    private void awaitSocket() throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(socket())) {
            if (!daemon.isAlive() || System.nanoTime() > end) {
                throw new IOException("netconfd does not start: " + Files.readString(folder.resolve("errors")));
            }
            daemon.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    public Device settings() {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        return new Device(new DeviceId("yuma"), "127.0.0.1", ssh.getPort(), fingerprint, CREDENTIAL, false);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ssh.stop(true);
        daemon.destroy();
        if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
            daemon.destroyForcibly();
        }
    }

    private final class Subsystem implements SubsystemFactory {
        @Override
        public String getName() {
            return "netconf";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            return new Pipe();
        }
    }

    /** Between an SSH channel and the program that speaks to the server. */
    private final class Pipe implements Command {
        private InputStream in;
        private OutputStream out;
        private Process process;

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {}

        @Override
        public void setExitCallback(ExitCallback callback) {}

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            process = Yuma.this.start(
                    "/usr/sbin/netconf-subsystem", "--ncxserver-sockname=" + NOMINAL_PORT + "@" + socket());
            Thread.ofVirtual().start(() -> pump(in, process.getOutputStream(), channel));
            Thread.ofVirtual().start(() -> pump(process.getInputStream(), out, channel));
        }

        private void pump(InputStream from, OutputStream to, ChannelSession channel) {
            byte[] some = new byte[8192];
            try {
                for (int length = from.read(some); length >= 0; length = from.read(some)) {
                    to.write(some, 0, length);
                    to.flush();
                }
                to.close();
            } catch (IOException e) {
                process.destroy();
            }
            channel.close(false);
        }

        @Override
        public void destroy(ChannelSession channel) {
            process.destroy();
        }
    }
}
