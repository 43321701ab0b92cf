package org.openmfs.karaf.controller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.http.TlsFiles;

/**
 * What {@code etc/org.openmfs.cfg} says.
 *
 * @param data folder of the users and of everything that Karaf keeps
 */
record Settings(Path data, HttpSettings http) {
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException if something is missing or can't be; the message is for an operator */
    static Settings of(Map<String, ?> file) {
        Optional<String> certificate = text(file, "tls-cert");
        Optional<String> key = text(file, "tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("org.openmfs.cfg: tls-cert and tls-key belong together");
        }
        Optional<TlsFiles> tls =
                certificate.map(path -> new TlsFiles(path("tls-cert", path), path("tls-key", key.orElseThrow())));
        String http = text(file, "http").orElse("127.0.0.1:8181");
        return new Settings(path("data", text(file, "data").orElse("users")), HttpSettings.at(address(http), tls));
    }

    private static Optional<String> text(Map<String, ?> file, String name) {
        return Optional.ofNullable(file.get(name)).map(Object::toString).filter(value -> !value.isBlank());
    }

    private static Path path(String member, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("org.openmfs.cfg: " + member + " takes the path of a file or folder", e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !PORT.matcher(port).matches() || Integer.parseInt(port) > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "org.openmfs.cfg: http takes HOST:PORT with a PORT of 0 to " + LARGEST_PORT + ", not " + text);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("org.openmfs.cfg: no such host: " + text, e);
        }
    }
}
