package org.openmfs.karaf.boot;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a start is going to use, as its system properties and {@code org.openmfs.cfg} say it.
 *
 * @param data folder of everything that outlives it
 * @param addresses that it will listen at
 * @param files that it will read
 */
record StartSettings(Path data, List<InetSocketAddress> addresses, List<Path> files) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(env:)?([^:}]+)(?::-([^}]*))?}");

    /**
     * @param base Karaf's own folder, from which files in the settings are named
     * @param property a system property's value, or nothing
     * @throws IOException if the file can't be read; its message names it
     */
    static StartSettings read(Path data, Path base, UnaryOperator<String> property) throws IOException {
        Path file = base.resolve("etc/org.openmfs.cfg");
        Properties written = written(file);
        List<InetSocketAddress> addresses = new ArrayList<>();
        address(resolved(written.getProperty("http", LOOPBACK + ":8181"), property))
                .ifPresent(addresses::add);
        for (String port : List.of("openmfs.ssh.port", "openmfs.cluster.port")) {
            Optional.ofNullable(property.apply(port))
                    .flatMap(number -> address(LOOPBACK + ":" + number))
                    .ifPresent(addresses::add);
        }
        List<Path> files = new ArrayList<>();
        for (String name : List.of("tls-cert", "tls-key")) {
            String path = resolved(written.getProperty(name, ""), property).strip();
            if (!path.isEmpty()) {
                files.add(base.resolve(path));
            }
        }
        return new StartSettings(data, addresses, files);
    }

    private static Properties written(Path file) throws IOException {
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            written.load(reader);
            return written;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": four hexadecimal digits were expected after each \\u", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": text in UTF-8 was expected", e);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": can't be read", e);
        }
    }

    /** As Karaf puts values in the place of variables. */
    private static String resolved(String text, UnaryOperator<String> property) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(
                                found.group(1) == null ? property.apply(found.group(2)) : System.getenv(found.group(2)))
                        .orElse(Optional.ofNullable(found.group(3)).orElse(""))));
    }

    /** Empty where it is none; the controller itself says what is wrong with it. */
    private static Optional<InetSocketAddress> address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
            return Optional.of(new InetSocketAddress(
                    InetAddress.getByName(host),
                    Integer.parseInt(text.substring(colon + 1).strip())));
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
