package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand requests that are nearly right: none is the server's fault, and none is told how the server is made. */
final class RestconfMutationTest {
    private static final int REQUESTS = Integer.getInteger("openmfs.requests", 1_000);
    private static final long SEED = Long.getLong("openmfs.seed", 20261123L);
    private static final Pattern INNARDS = Pattern.compile(
            "\\bat (?:org|java|com|io)\\.|\\b(?:org|java|javax|com|io)\\.[a-z]+\\.[\\w.]*[A-Z]\\w+|[a-z]Exception\\b|Immutable[A-Z]|\\$[A-Z]\\w+@");

    private record Sample(String method, String path, String type, String body) {}

    private static final String DATA = "/restconf/data/";
    private static final String JSON = "application/yang-data+json";
    private static final String XML = "application/yang-data+xml";
    private static final List<Sample> SAMPLES = List.of(
            new Sample("GET", DATA + "mfs-service:services?content=config&depth=3", "", ""),
            new Sample("GET", DATA + "ietf-network:networks?fields=network(network-id;node/node-id)", "", ""),
            new Sample("GET", DATA + "ietf-yang-library:yang-library/module-set=ODL_modules?depth=2", "", ""),
            new Sample("GET", "/restconf/operations", "", ""),
            new Sample("GET", "/restconf/modules/mfs-types?revision=2026-11-29", "", ""),
            new Sample("DELETE", DATA + "mfs-service:services/service=blue", "", ""),
            new Sample("PUT", DATA + "mfs-service:services/service=blue", JSON, NorthSide.SERVICE.formatted("blue")),
            new Sample("POST", DATA + "mfs-service:services", JSON, NorthSide.SERVICE.formatted("red")),
            new Sample(
                    "PATCH",
                    DATA + "mfs-service:services",
                    "application/yang-patch+json",
                    "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[{\"edit-id\":\"1\",\"operation\":\"merge\","
                            + "\"target\":\"/service=blue\",\"value\":" + NorthSide.SERVICE.formatted("blue") + "}]}}"),
            new Sample(
                    "PUT",
                    DATA + "mfs-service:services/service=green",
                    XML,
                    "<service xmlns=\"urn:openmfs:yang:mfs-service\"><id>green</id><a-end><endpoint>a</endpoint></a-end>"
                            + "<z-end><endpoint>b</endpoint></z-end><protection-class>gold</protection-class></service>"),
            new Sample(
                    "PUT",
                    DATA + "ietf-network:networks/network=n1",
                    JSON,
                    "{\"ietf-network:network\":[{\"network-id\":\"n1\",\"network-types\":{\"mfs-network:mfs-network\":{}},"
                            + "\"node\":[{\"node-id\":\"a\",\"mfs-network:cf\":[{\"id\":\"cf-a\",\"device\":\"alpha\"}],"
                            + "\"mfs-network:encryption-point\":[{\"id\":\"p\",\"kind\":\"kernel\",\"cf\":\"cf-a\","
                            + "\"enc-dec\":\"macsec0\"}]}]}]}"),
            new Sample(
                    "PATCH",
                    DATA + "mfs-network:devices",
                    JSON,
                    "{\"mfs-network:devices\":{\"device\":[{\"id\":\"alpha\",\"host\":\"192.0.2.1\",\"port\":830,"
                            + "\"host-key\":\"SHA256:" + "A".repeat(43) + "\",\"password\":\"planted-secret\"}]}}"),
            new Sample(
                    "PUT",
                    "/restconf/data",
                    JSON,
                    "{\"ietf-restconf:data\":{\"mfs-service:services\":{},\"ietf-network:networks\":{\"network\":["
                            + "{\"network-id\":\"n1\"}]}}}"),
            new Sample(
                    "PATCH",
                    "/restconf/data",
                    XML,
                    "<data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\"><networks "
                            + "xmlns=\"urn:ietf:params:xml:ns:yang:ietf-network\"><network><network-id>n2</network-id>"
                            + "</network></networks></data>"),
            new Sample(
                    "PUT",
                    DATA + "mfs-service:services/service=blue/method=ml-kem-1024",
                    JSON,
                    "{\"mfs-service:method\":[\"ml-kem-1024\"]}"),
            new Sample("POST", DATA + "mfs-service:services/service=blue", JSON, "{\"mfs-service:text\":\"a\"}"),
            new Sample(
                    "PUT",
                    DATA + "ietf-network:networks/network=n1/node=a/mfs-network:encryption-point=p/kind",
                    XML,
                    "<kind xmlns=\"urn:openmfs:yang:mfs-network\" xmlns:t=\"urn:openmfs:yang:mfs-types\">t:kernel</kind>"),
            new Sample(
                    "POST",
                    "/restconf/operations/mfs-service:plan-service",
                    JSON,
                    "{\"mfs-service:input\":{\"id\":\"blue\",\"intent\":{\"a-end\":{\"endpoint\":\"a\"},"
                            + "\"z-end\":{\"endpoint\":\"b\"},\"protection-class\":\"gold\"}}}"));

    @Test
    void a_thousand_mutated_requests_are_answered_without_a_server_error(@TempDir Path folder) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        try (NorthSide north = new NorthSide(folder)) {
            for (int i = 0; i < REQUESTS; i++) {
                byte[] request = mutated(north, random);
                String reply = north.raw(request);
                assertThat(reply)
                        .as("seed %d, request %d:%n%s", SEED, i, new String(request, ISO_8859_1))
                        .matches(Pattern.compile("HTTP/1\\.1 [1-4]\\d\\d .*", Pattern.DOTALL))
                        .doesNotContain("planted-secret")
                        .doesNotContainPattern(INNARDS);
            }
            assertThat(north.get("/restconf/data/ietf-restconf-monitoring:restconf-state")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static byte[] mutated(NorthSide north, RandomGenerator random) throws IOException {
        Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
        boolean mutateHead = random.nextInt(3) == 0;
        byte[] body = mutateHead
                ? sample.body().getBytes(UTF_8)
                : mutate(sample.body().getBytes(UTF_8), random);
        String type = sample.type().isEmpty() ? "" : "Content-Type: " + sample.type() + "\r\n";
        String path = mutateHead ? mutatePath(sample.path(), random) : sample.path();
        String head =
                north.head(method(sample, random) + " " + path) + type + "Content-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.getBytes(UTF_8));
        request.write(body);
        return request.toByteArray();
    }

    private static String method(Sample sample, RandomGenerator random) {
        String[] methods = {"GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD"};
        return random.nextInt(8) == 0 ? methods[random.nextInt(methods.length)] : sample.method();
    }

    private static String mutatePath(String path, RandomGenerator random) {
        String[] pieces = {
            "/", "=", ",", "%00", "%2F", "%", "mfs-types:", "?", "&depth=0", "&content=all", "..", "%C3%A9", ":"
        };
        int at = 1 + random.nextInt(path.length());
        return switch (random.nextInt(4)) {
            case 0 -> path.substring(0, at) + pieces[random.nextInt(pieces.length)] + path.substring(at);
            case 1 -> path.substring(0, at - 1) + path.substring(at);
            case 2 -> path.substring(0, at);
            default -> path + "/" + path.substring(at - 1).replace(' ', '_');
        };
    }

    /** Up to three changes of bytes or tokens. */
    private static byte[] mutate(byte[] body, RandomGenerator random) {
        byte[] result = body;
        for (int changes = 1 + random.nextInt(3); changes > 0 && result.length > 0; changes--) {
            String text = new String(result, ISO_8859_1);
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(12));
            String[] tokens = {
                "null", "{}", "[]", "\"\"", "1e999", "-1", "\u00ff", "\u0000", "true", ",", ":", "mfs-types:", "<x/>"
            };
            String changed = switch (random.nextInt(5)) {
                case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
                case 1 -> text.substring(0, at) + text.substring(to);
                case 2 -> text.substring(0, to) + text.substring(at);
                case 3 -> text.substring(0, at) + tokens[random.nextInt(tokens.length)] + text.substring(to);
                default -> text.replaceFirst("\"[^\"]*\"", tokens[random.nextInt(tokens.length)].replace("$", ""));
            };
            result = changed.getBytes(ISO_8859_1);
        }
        return result;
    }
}
