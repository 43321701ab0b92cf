package org.openmfs.agent.netconf.server;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.openmfs.agent.netconf.session.Limits;

/**
 * Where the server listens, what it keeps and for whom.
 *
 * @param bind address and port; port 0 takes any free one
 * @param folder keeps the host key, the password and the running configuration; made, for its owner alone, when absent
 * @param user who may manage the agent
 * @param limits how much clients may ask
 */
public record ServerSettings(InetSocketAddress bind, Path folder, User user, Limits limits) {
    /** The port of NETCONF over SSH (RFC 6242 section 6). */
    public static final int PORT = 830;

    public ServerSettings {
        requireNonNull(bind);
        requireNonNull(folder);
        requireNonNull(user);
        requireNonNull(limits);
    }

    /**
     * The management user.
     *
     * @param name how it logs in
     * @param passwordFile holds its password; without one it is {@code netconf-password} in the folder. A file that does
     *     not exist is written with a password made at random
     * @param authorizedKeys public keys that may log in as well, in OpenSSH's format
     */
    public record User(String name, Optional<Path> passwordFile, Optional<Path> authorizedKeys) {
        public User {
            requireNonNull(name);
            requireNonNull(passwordFile);
            requireNonNull(authorizedKeys);
        }
    }

    /**
     * A server on the loopback address, with user {@code admin} and a password made at the first start.
     *
     * @param port 0 for any free one
     */
    public static ServerSettings onLoopback(int port, Path folder) {
        var user = new User("admin", Optional.empty(), Optional.empty());
        var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new ServerSettings(bind, folder, user, Limits.defaults());
    }

    /** Where the user's password is. */
    public Path passwordFile() {
        return user.passwordFile().orElse(folder.resolve("netconf-password"));
    }
}
