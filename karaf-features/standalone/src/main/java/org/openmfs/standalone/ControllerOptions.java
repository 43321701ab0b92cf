package org.openmfs.standalone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.http.TlsFiles;

/**
 * What the command line says.
 *
 * @param data folder of everything that outlives the program
 * @param http where RESTCONF listens
 * @param tls certificate and key; empty means plain HTTP
 * @param newUser a user to make instead of starting
 */
public record ControllerOptions(Path data, InetSocketAddress http, Optional<TlsFiles> tls, Optional<NewUser> newUser) {
    static final String USAGE = """
            usage: ./mfs controller [--data FOLDER] [--http HOST:PORT] [--tls-cert FILE --tls-key FILE]
                   ./mfs controller [--data FOLDER] --add-user NAME --role administrator|viewer
            """ + BackupOptions.USAGE + """
              --data FOLDER     configuration, users and logs (default controller/ in MFS_DATA, else in var/ of the
                                checkout, else in ~/.local/state/openmfs)
              --http HOST:PORT  where RESTCONF listens (default 127.0.0.1:8181)
              --tls-cert FILE   PEM certificates; with --tls-key, RESTCONF is served over TLS
              --tls-key FILE    PEM private key (PKCS #8)
              --add-user NAME   make a user with a new password, or give one a new password, and end
              --role ROLE       administrator or viewer
            """ + BackupOptions.MEANINGS + """
              --karaf           in Apache Karaf, with a console; has options of its own: --karaf --help
              --version         which version and commit this is
              --help            this text
            """;

    private static final String ADD_USER = "--add-user";
    private static final List<String> NAMES =
            List.of("--data", "--http", "--tls-cert", "--tls-key", ADD_USER, "--role");

    private static final int LARGEST_PORT = 65_535;

    /** A user to make. */
    public record NewUser(String name, Role role) {}

    /**
     * @param place where programs keep their data, each in a folder of its own
     * @throws IllegalArgumentException if the arguments can't be understood; the message says why in one line
     */
    static ControllerOptions of(Path place, String... arguments) {
        GivenOptions given = new GivenOptions(List.of(arguments));
        given.mustBeOf(NAMES, " does not go with a start; --help lists what does");
        if (given.has(ADD_USER)) {
            given.mustBeOf(List.of("--data", ADD_USER, "--role"), " does not go with " + ADD_USER);
        }
        return new ControllerOptions(
                given.value("--data")
                        .map(Path::of)
                        .orElse(place.resolve("controller"))
                        .toAbsolutePath()
                        .normalize(),
                address(given.value("--http").orElse("127.0.0.1:8181")),
                tls(given.value("--tls-cert"), given.value("--tls-key")),
                newUser(given.value(ADD_USER), given.value("--role")));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon <= 0) {
                throw new IllegalArgumentException("--http takes HOST:PORT");
            }
            String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > LARGEST_PORT) {
                throw new IllegalArgumentException("--http: PORT is 0 to " + LARGEST_PORT + ", not " + port);
            }
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--http takes HOST:PORT with a number for PORT", e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--http: no such host: " + GivenOptions.quoted(text), e);
        }
    }

    private static Optional<TlsFiles> tls(Optional<String> certificate, Optional<String> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("--tls-cert and --tls-key belong together");
        }
        return certificate.map(file -> new TlsFiles(Path.of(file), Path.of(key.orElseThrow())));
    }

    private static Optional<NewUser> newUser(Optional<String> name, Optional<String> role) {
        if (name.isPresent() != role.isPresent()) {
            throw new IllegalArgumentException("--add-user and --role belong together");
        }
        return name.map(who -> new NewUser(nameOf(who), roleOf(role.orElseThrow())));
    }

    private static String nameOf(String text) {
        try {
            return UserFile.checkedName(text);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(ADD_USER + ": " + none.getMessage(), none);
        }
    }

    private static Role roleOf(String text) {
        return Role.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--role is administrator or viewer, not " + GivenOptions.quoted(text)));
    }
}
