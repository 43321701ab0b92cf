package org.openmfs.testbed.tutorial;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The tutorial's world under other names and numbers, drawn from a seed: ports, ids, names, the link's rate, and whether a
 * trusted node stands between the two ends.
 */
final class DrawnWorld {
    private static final Pattern PORT = Pattern.compile("(?<![\\d.-])8[1-9]\\d\\d(?![\\d-])");
    private static final List<String> NAMES =
            List.of("alice", "bob", "cf-a", "cf-b", "sender", "receiver", "blue", "gold", "qkdn");

    private final Random random;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final int rate;
    private final boolean trusted;

    DrawnWorld(long seed) {
        random = new Random(seed);
        for (String name : NAMES) {
            words.put(name, name.substring(0, 1) + Long.toString(random.nextLong(1L << 30), 36) + "x");
        }
        rate = 200 + random.nextInt(20_000);
        trusted = random.nextBoolean();
    }

    boolean trustedNode() {
        return trusted;
    }

    /** What the page calls this, as it is called here. */
    String word(String printed) {
        return words.get(printed);
    }

    /** The command in this world's words. */
    String translate(String printed) throws IOException {
        String text = printed.replace("\"rate\": 2000", "\"rate\": " + rate);
        if (trusted) {
            text = between(text);
        }
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replaceAll("(?<![\\w-])" + word.getKey() + "(?![\\w-])", word.getValue());
        }
        for (String port : PORT.matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList()) {
            text = text.replaceAll("(?<![\\d.-])" + port + "(?![\\d-])", Integer.toString(portFor(port)));
        }
        return text;
    }

    /** A third node in the topology, and its address among the manager's. */
    private String between(String text) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return text.replace(
                        "\n    ],\n    \"links\": [{\"name\": \"A-B\", \"a\": \"A\", \"b\": \"B\",",
                        ",\n      {\"name\": \"M\", \"id\": \"" + id
                                + "\", \"kme-port\": 8443, \"restconf-port\": 8453}\n    ],\n"
                                + "    \"links\": [{\"name\": \"A-M\", \"a\": \"A\", \"b\": \"M\", \"rate\": 3000}, "
                                + "{\"name\": \"M-B\", \"a\": \"M\", \"b\": \"B\",")
                .replace(
                        "\"https://127.0.0.1:8452/restconf\"",
                        "\"https://127.0.0.1:8452/restconf\", \"https://127.0.0.1:8453/restconf\"");
    }

    private int portFor(String printed) throws IOException {
        if (!ports.containsKey(printed)) {
            ports.put(printed, freePort());
        }
        return ports.get(printed);
    }

    /** Free for TCP and UDP alike; below those that the system gives to whoever asks for any, so that nobody gets it meanwhile. */
    private int freePort() throws IOException {
        while (true) {
            int port = random.nextInt(20_000, 32_768);
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                if (tcp.isBound() && udp.isBound() && !ports.containsValue(port)) {
                    return port;
                }
            } catch (java.net.BindException taken) {
                // Another one.
                continue;
            }
        }
    }
}
