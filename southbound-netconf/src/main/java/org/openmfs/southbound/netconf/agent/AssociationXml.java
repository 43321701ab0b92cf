package org.openmfs.southbound.netconf.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationConfiguration.Peer;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.openmfs.southbound.netconf.xml.XmlWriter;
import org.w3c.dom.Element;

/** Configured associations and peers as XML; leaves that a device left out have the defaults of module mfs-types. */
public final class AssociationXml {
    private static final String INITIATOR = "initiator";
    private static final String STOP_TRAFFIC = "stop-traffic";
    private static final String GO_BACK = "go-back";

    /** The defaults of module mfs-types. */
    private static final Floor FLOOR = new Floor(2, 2, Set.of());

    private static final KeyLife KEY_LIFE = new KeyLife(
            Duration.ofHours(1), 1L << 50, Duration.ofHours(4), 4, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);

    private AssociationXml() {}

    public static Element write(AssociationConfiguration association) {
        XmlWriter list = XmlWriter.root(MfsAgent.NAMESPACE, "association")
                .leaf("id", association.id())
                .leaf("peer", association.peer().cf())
                .leaf("role", association.initiator() ? INITIATOR : "responder")
                .leaf("enc-dec", association.encDec());
        association.suites().forEach(suite -> list.with("suite", within -> write(suite, within)));
        return list.with("floor", floor -> write(association.floor(), floor))
                .with("key-life", life -> write(association.keyLife(), life))
                .element();
    }

    public static Element write(Peer peer) {
        XmlWriter list = XmlWriter.root(MfsAgent.NAMESPACE, "peer")
                .leaf("id", peer.cf())
                .leaf("host", peer.host())
                .leaf("port", peer.port());
        peer.sae().ifPresent(sae -> list.leaf("sae-id", sae));
        return list.element();
    }

    private static void write(Suite suite, XmlWriter to) {
        to.leaf("id", suite.id());
        suite.methods().forEach(method -> to.leaf("method", method));
        to.leaf("combiner", suite.combiner());
    }

    private static void write(Floor floor, XmlWriter to) {
        to.leaf("factors", floor.factors()).leaf("least-diversity", floor.diversity());
        floor.required().stream().sorted().forEach(ground -> to.leaf("required-ground", ground));
    }

    private static void write(KeyLife life, XmlWriter to) {
        to.leaf("rekey-interval", life.rekeyInterval().toSeconds())
                .leaf("rekey-volume", life.rekeyVolume())
                .leaf("maximum-key-age", life.maximumAge().toSeconds())
                .leaf("stock-target", life.stockTarget())
                .leaf(
                        "when-keys-end",
                        switch (life.whenKeysEnd()) {
                            case KEEP_UNTIL_MAXIMUM_AGE -> "keep-until-maximum-age";
                            case STOP_TRAFFIC -> STOP_TRAFFIC;
                        });
        // Where nothing else is wanted, devices that know nothing of it do, too.
        if (life.whenNotProved() == KeyLife.WhenNotProved.GO_BACK) {
            to.leaf("when-not-proved", GO_BACK);
        }
    }

    /** The association, with its peer by name alone. */
    public static AssociationConfiguration association(XmlTree list) throws SouthboundFailure {
        List<Suite> suites = new ArrayList<>();
        for (XmlTree suite : list.children("suite")) {
            suites.add(suite(suite));
        }
        Optional<XmlTree> floor = list.child("floor");
        Optional<XmlTree> life = list.child("key-life");
        return new AssociationConfiguration(
                list.required("id", AssociationId::new),
                new Peer(list.required("peer", CfId::new), "", 0, Optional.empty()),
                list.required("role", INITIATOR::equals),
                list.required("enc-dec", EncDecName::new),
                suites,
                floor.isPresent() ? floor(floor.get()) : FLOOR,
                life.isPresent() ? keyLife(life.get()) : KEY_LIFE);
    }

    public static Peer peer(XmlTree list) throws SouthboundFailure {
        return new Peer(
                list.required("id", CfId::new),
                list.required("host", XmlTree::host),
                list.required("port", XmlTree.whole(65_535)),
                list.text("sae-id"));
    }

    private static Suite suite(XmlTree list) throws SouthboundFailure {
        List<MethodId> methods = new ArrayList<>();
        for (XmlTree method : list.children("method")) {
            methods.add(method.value(MethodId::new));
        }
        return new Suite(list.required("id", SuiteId::new), methods, list.required("combiner", XmlTree::word));
    }

    private static Floor floor(XmlTree container) throws SouthboundFailure {
        Set<Ground> required = new HashSet<>();
        for (XmlTree ground : container.children("required-ground")) {
            required.add(ground.value(Ground::new));
        }
        int factors = container.value("factors", Integer::valueOf).orElse(FLOOR.factors());
        int diversity = container.value("least-diversity", Integer::valueOf).orElse(FLOOR.diversity());
        try {
            return new Floor(factors, diversity, required);
        } catch (IllegalArgumentException e) {
            throw container.nonsense(e.getMessage());
        }
    }

    private static KeyLife keyLife(XmlTree container) throws SouthboundFailure {
        Duration interval =
                container.value("rekey-interval", AssociationXml::seconds).orElse(KEY_LIFE.rekeyInterval());
        long volume = container.value("rekey-volume", Long::valueOf).orElse(KEY_LIFE.rekeyVolume());
        Duration age =
                container.value("maximum-key-age", AssociationXml::seconds).orElse(KEY_LIFE.maximumAge());
        int stock = container.value("stock-target", Integer::valueOf).orElse(KEY_LIFE.stockTarget());
        boolean stop = container.value("when-keys-end", STOP_TRAFFIC::equals).orElse(false);
        boolean back = container.value("when-not-proved", GO_BACK::equals).orElse(false);
        try {
            return new KeyLife(
                    interval,
                    volume,
                    age,
                    stock,
                    stop ? KeyLife.WhenKeysEnd.STOP_TRAFFIC : KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE,
                    back ? KeyLife.WhenNotProved.GO_BACK : KeyLife.WhenNotProved.KEEP);
        } catch (IllegalArgumentException e) {
            throw container.nonsense(e.getMessage());
        }
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
