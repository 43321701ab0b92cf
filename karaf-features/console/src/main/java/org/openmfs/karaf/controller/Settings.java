package org.openmfs.karaf.controller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.http.TlsFiles;

/**
 * What {@code etc/org.openmfs.cfg} says.
 *
 * @param data folder of the users and of everything that Karaf keeps
 */
record Settings(Path data, HttpSettings http) {
    /** @throws IllegalArgumentException if something is missing or can't be; the message is for an operator */
    static Settings of(Map<String, ?> file) {
        Optional<String> certificate = text(file, "tls-cert");
        Optional<String> key = text(file, "tls-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("org.openmfs.cfg: tls-cert and tls-key belong together");
        }
        Optional<TlsFiles> tls = certificate.map(path -> new TlsFiles(Path.of(path), Path.of(key.orElseThrow())));
        String http = text(file, "http").orElse("127.0.0.1:8181");
        return new Settings(Path.of(text(file, "data").orElse("users")), HttpSettings.at(address(http), tls));
    }

    private static Optional<String> text(Map<String, ?> file, String name) {
        return Optional.ofNullable(file.get(name)).map(Object::toString).filter(value -> !value.isBlank());
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
            if (host.isEmpty()) {
                throw new IllegalArgumentException("org.openmfs.cfg: http takes HOST:PORT, not " + text);
            }
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("org.openmfs.cfg: http takes HOST:PORT, not " + text, e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("org.openmfs.cfg: no such host: " + text, e);
        }
    }
}
