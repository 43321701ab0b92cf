package org.openmfs.standalone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.northbound.auth.Role;
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
            usage: mfs controller [--data FOLDER] [--http HOST:PORT] [--tls-cert FILE --tls-key FILE]
                   mfs controller [--data FOLDER] --add-user NAME --role administrator|viewer
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
              --help            this text
              --version         which version and commit this is
            """;

    private static final List<String> NAMES =
            List.of("--data", "--http", "--tls-cert", "--tls-key", "--add-user", "--role");

    private static final int LARGEST_PORT = 65_535;

    /** A user to make. */
    public record NewUser(String name, Role role) {}

    /**
     * @param place where programs keep their data, each in a folder of its own
     * @throws IllegalArgumentException if the arguments can't be understood; the message says why in one line
     */
    static ControllerOptions of(Path place, String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException(unknown(arguments[i]));
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return new ControllerOptions(
                Optional.ofNullable(given.get("--data"))
                        .map(Path::of)
                        .orElse(place.resolve("controller"))
                        .toAbsolutePath()
                        .normalize(),
                address(given.getOrDefault("--http", "127.0.0.1:8181")),
                tls(Optional.ofNullable(given.get("--tls-cert")), Optional.ofNullable(given.get("--tls-key"))),
                newUser(Optional.ofNullable(given.get("--add-user")), Optional.ofNullable(given.get("--role"))));
    }

    private static String unknown(String option) {
        List<String> known = new ArrayList<>(NAMES);
        known.addAll(BackupOptions.NAMES);
        known.addAll(List.of("--help", "--version", "--karaf"));
        return "there is no option " + option + "; "
                + NearestWord.of(option, known)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("--help lists them");
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
            throw new IllegalArgumentException("--http: no such host: " + text, e);
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
        return name.map(who -> new NewUser(
                who,
                role.flatMap(Role::of)
                        .orElseThrow(() -> new IllegalArgumentException("--role is administrator or viewer"))));
    }
}
