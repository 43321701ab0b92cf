package org.openmfs.southbound.netconf.fake;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opendaylight.netconf.shaded.sshd.server.Environment;
import org.opendaylight.netconf.shaded.sshd.server.ExitCallback;
import org.opendaylight.netconf.shaded.sshd.server.channel.ChannelSession;
import org.opendaylight.netconf.shaded.sshd.server.command.Command;
import org.openmfs.controller.model.Device;

/** A NETCONF server that nobody here wrote: yuma123 netconfd (Debian package netconfd), with module mfs-agent. */
public final class Yuma implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/sbin/netconfd");
    private static final String USER = "admin";
    /** netconfd does not listen on it; its subsystem has to name the same one. */
    private static final int NOMINAL_PORT = 8300;

    private final Path folder;
    private final Process daemon;
    private final SshEndpoint ssh = new SshEndpoint(Pipe::new, () -> {});

    public static boolean installed() {
        return Files.isExecutable(SERVER);
    }

    public Yuma(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        daemon = start(
                SERVER.toString(),
                "--port=" + NOMINAL_PORT,
                "--superuser=" + USER,
                "--no-startup",
                "--module=mfs-agent",
                "--modpath=" + models() + ":/usr/share/yuma/modules",
                "--ncxserver-sockname=" + socket(),
                "--log=" + folder.resolve("log"));
        awaitSocket();
        ssh.start();
    }

    private static Path models() {
        return Path.of("..", "yang-models", "src", "main", "yang")
                .toAbsolutePath()
                .normalize();
    }

    private Path socket() {
        return folder.resolve("ncxserver.sock");
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(new File(folder.toFile(), "errors"));
        builder.environment().put("USER", USER);
        builder.environment().put("LOGNAME", USER);
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
        return ssh.settings("yuma");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ssh.stop();
        daemon.destroy();
        if (!daemon.waitFor(10, TimeUnit.SECONDS)) {
            daemon.destroyForcibly();
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
