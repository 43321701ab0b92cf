package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreThreePhaseCommitCohort;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreWriteTransaction;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.ProtectionClasses;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Limits;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/** Any changes, and crashes among them: what is read again is what there was, order of lists included. */
final class ReplayTest {
    private static final Path EXAMPLES = Path.of("../../yang-models/examples");
    private static final Limits FEW = new Limits(7, 1 << 20);
    private static final int CHANGES = 300;
    private static final YangInstanceIdentifier CLASSES = YangInstanceIdentifier.of(
            ProtectionClasses.QNAME, QName.create(ProtectionClasses.QNAME, "protection-class"));
    private static final NodeIdentifier METHODS = new NodeIdentifier(QName.create(ProtectionClasses.QNAME, "method"));

    @TempDir
    private Path folder;

    private Place place() {
        return KeptConfiguration.place(folder);
    }

    private DurableStore open() throws IOException {
        return DurableStore.open(place().context(), new JournaledConfiguration(place(), FEW), Runnable::run);
    }

    private DataContainerChild node(String json) {
        NormalizationResultHolder holder = new NormalizationResultHolder();
        JsonParserStream.create(
                        ImmutableNormalizedNodeStreamWriter.from(holder),
                        JSONCodecFactorySupplier.RFC7951.getShared(place().context()))
                .parse(new JsonReader(new StringReader(json)));
        return (DataContainerChild) holder.getResult().data();
    }

    private static void commit(DOMStoreWriteTransaction transaction) throws InterruptedException, ExecutionException {
        DOMStoreThreePhaseCommitCohort cohort = transaction.ready();
        assertThat(cohort.canCommit().get()).isTrue();
        cohort.preCommit().get();
        cohort.commit().get();
    }

    /** Of each class, the best first. */
    private static Map<Object, List<Object>> methods(DurableStore store) {
        Map<Object, List<Object>> methods = new HashMap<>();
        store.snapshot()
                .readNode(CLASSES)
                .ifPresent(list -> ((MapNode) list)
                        .body()
                        .forEach(entry -> methods.put(
                                entry.name(),
                                ((LeafSetNode<?>) entry.getChildByArg(METHODS))
                                        .body().stream()
                                                .<Object>map(LeafSetEntryNode::body)
                                                .toList())));
        return methods;
    }

    private static String protectionClass(Random random) {
        List<String> methods =
                new ArrayList<>(List.of("ml-kem-512", "ml-kem-768", "ml-kem-1024", "qkd-014", "psk-hmac"));
        Collections.shuffle(methods, random);
        return "{\"id\":\"c" + random.nextInt(5) + "\",\"text\":\"" + random.nextInt(3) + "\",\"floor\":{\"factors\":"
                + (1 + random.nextInt(3)) + "},\"method\":["
                + methods.subList(0, 1 + random.nextInt(methods.size())).stream()
                        .map(method -> "\"" + method + "\"")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private void change(DOMStoreWriteTransaction transaction, Random random) {
        ContainerNode classes = (ContainerNode)
                node("{\"mfs-policy:protection-classes\":{\"protection-class\":[" + protectionClass(random) + "]}}");
        YangInstanceIdentifier root = YangInstanceIdentifier.of(classes.name());
        MapNode list = (MapNode) classes.body().iterator().next();
        MapEntryNode entry = list.body().iterator().next();
        YangInstanceIdentifier path = root.node(list.name()).node(entry.name());
        switch (random.nextInt(8)) {
            case 0 -> transaction.write(root, classes);
            case 1 -> transaction.delete(root);
            case 2, 3 -> transaction.delete(path);
            case 4, 5 -> transaction.merge(root, classes);
            default -> {
                transaction.merge(root, classes);
                transaction.write(path, entry);
            }
        }
    }

    /** Of the first seed, what was deleted, written and deleted in one transaction came back. */
    static LongStream seeds() {
        return LongStream.of(3071650955595L, System.nanoTime(), System.nanoTime() + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_read_again_is_what_there_was(long seed) throws Exception {
        Random random = new Random(seed);
        DurableStore store = open();
        for (int i = 0; i < CHANGES; i++) {
            DOMStoreWriteTransaction transaction = store.newWriteOnlyTransaction();
            for (int part = random.nextInt(3); part >= 0; part--) {
                change(transaction, random);
            }
            commit(transaction);
            if (random.nextInt(5) == 0) {
                NormalizedNode whole = store.whole();
                Map<Object, List<Object>> methods = methods(store);
                if (random.nextInt(3) == 0) {
                    store.close();
                }
                store = open();
                assertThat(store.whole()).as("seed %d, change %d", seed, i).isEqualTo(whole);
                assertThat(methods(store)).as("seed %d, change %d", seed, i).isEqualTo(methods);
            }
        }
    }

    private void write(DurableStore store, String methods) throws Exception {
        ContainerNode classes = (ContainerNode) node("{\"mfs-policy:protection-classes\":{\"protection-class\":["
                + "{\"id\":\"gold\",\"method\":[" + methods + "]}]}}");
        DOMStoreWriteTransaction transaction = store.newWriteOnlyTransaction();
        transaction.write(YangInstanceIdentifier.of(classes.name()), classes);
        commit(transaction);
    }

    @Test
    void another_order_alone_is_a_change_that_is_kept() throws Exception {
        DurableStore crashed = open();
        write(crashed, "\"ml-kem-1024\",\"qkd-014\"");
        write(crashed, "\"qkd-014\",\"ml-kem-1024\"");

        assertThat(methods(open()).values()).containsExactly(List.of("qkd-014", "ml-kem-1024"));
    }

    @Test
    void every_kind_of_value_of_the_examples_comes_back() throws Exception {
        DurableStore crashed = open();
        for (String module : List.of("mfs-network", "mfs-method", "mfs-policy", "mfs-service")) {
            String example = Files.readString(EXAMPLES.resolve(module + ".config.json"));
            for (var member : com.google.gson.JsonParser.parseString(example)
                    .getAsJsonObject()
                    .entrySet()) {
                DataContainerChild child = node("{\"" + member.getKey() + "\":" + member.getValue() + "}");
                DOMStoreWriteTransaction transaction = crashed.newWriteOnlyTransaction();
                transaction.merge(YangInstanceIdentifier.of(child.name()), child);
                commit(transaction);
            }
        }

        DurableStore again = open();

        assertThat(again.whole()).isEqualTo(crashed.whole());
        assertThat(again.whole().size()).isGreaterThan(5);
    }
}
