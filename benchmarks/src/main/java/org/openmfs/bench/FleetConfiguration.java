package org.openmfs.bench;

import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/**
 * What is configured of a fleet: a class, a network, its devices and services; each a top-level node in JSON (RFC 7951).
 *
 * @param size how much of it
 */
record FleetConfiguration(Fleet.Size size) {
    /** All but the services. */
    List<String> ground(String adminState) {
        return List.of(
                policy(),
                network(),
                list("mfs-network:devices", "device", size.devices(), number -> device(number, adminState)));
    }

    String services() {
        return list("mfs-service:services", "service", size.services(), number -> service(number, ""));
    }

    static void write(EmbeddedMdsal mdsal, String json) throws InterruptedException, ExecutionException {
        NormalizationResultHolder read = new NormalizationResultHolder();
        JsonParserStream.create(
                        ImmutableNormalizedNodeStreamWriter.from(read),
                        JSONCodecFactorySupplier.RFC7951.getShared(
                                mdsal.schemas().getGlobalContext()))
                .parse(new JsonReader(new StringReader(json)));
        var node = read.getResult().data();
        var transaction = mdsal.domDataBroker().newWriteOnlyTransaction();
        transaction.put(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of(node.name()), node);
        transaction.commit().get();
    }

    private static String list(String container, String name, int count, IntFunction<String> entry) {
        return IntStream.range(0, count)
                .mapToObj(entry)
                .collect(Collectors.joining(",", "{\"" + container + "\":{\"" + name + "\":[", "]}}"));
    }

    private static String policy() {
        return """
                {"mfs-policy:protection-classes":{"protection-class":[{"id":"silver","text":"one method",
                "floor":{"factors":1,"least-diversity":0},"method":["ml-kem-1024"],"least-category":3}]}}""";
    }

    private static String device(int number, String adminState) {
        return """
                {"id":"d%d","host":"127.0.0.1","port":830,"host-key":"SHA256:%s","user":"mfs","password":"none",
                "admin-state":"%s"}""".formatted(number, "A".repeat(43), adminState);
    }

    /** An entry of the list of services. */
    String service(int number, String text) {
        int pair = number / size.associations();
        int which = number % size.associations();
        return """
                {"id":"s%d","text":"%s","a-end":{"endpoint":"e%d-%d"},"z-end":{"endpoint":"e%d-%d"},
                "protection-class":"silver"}""".formatted(number, text, 2 * pair, which, 2 * pair + 1, which);
    }

    private String network() {
        String nodes = IntStream.range(0, size.devices()).mapToObj(this::node).collect(Collectors.joining(","));
        int each = size.links() / size.devices();
        String links = IntStream.range(0, size.links())
                .mapToObj(number -> link(number, number / each, number % each))
                .collect(Collectors.joining(","));
        return """
                {"ietf-network:networks":{"network":[{"network-id":"net","network-types":{"mfs-network:mfs-network":{}},
                "mfs-network:underlay":"ip","node":[%s],"ietf-network-topology:link":[%s]}]}}""".formatted(nodes, links);
    }

    private String node(int number) {
        String points = each(which -> """
                {"id":"p%d","kind":"kernel","cf":"cf%d","enc-dec":"m%d"}""".formatted(which, number, which));
        String endpoints = each(which -> """
                {"id":"e%d-%d","encryption-point":"p%d"}""".formatted(number, which, which));
        return """
                {"node-id":"n%1$d","mfs-network:cf":[{"id":"cf%1$d","device":"d%1$d"}],
                "mfs-network:encryption-point":[%2$s],"mfs-network:endpoint":[%3$s]}""".formatted(number, points, endpoints);
    }

    private String each(IntFunction<String> one) {
        return IntStream.range(0, size.associations()).mapToObj(one).collect(Collectors.joining(","));
    }

    /** To the next node and back, and to others further on. */
    private String link(int number, int from, int which) {
        int to = Math.floorMod(from + (which % 2 == 0 ? 1 : -1) * (1 + 7 * (which / 2)), size.devices());
        return """
                {"link-id":"l%d","source":{"source-node":"n%d"},"destination":{"dest-node":"n%d"},"mfs-network:cost":1}""".formatted(number, from, to);
    }
}
