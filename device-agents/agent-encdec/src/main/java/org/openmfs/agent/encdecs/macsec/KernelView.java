package org.openmfs.agent.encdecs.macsec;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;

/**
 * What the kernel says of one MACsec interface, as {@code ip -s -j macsec show} prints it (iproute2 6.1).
 *
 * <p>The kernel counts frames by key, but octets only by channel.
 */
final class KernelView {
    private static final List<String> REFUSED_BY_INTERFACE =
            List.of("InPktsBadTag", "InPktsUnknownSCI", "InPktsNoSCI", "InPktsOverrun");
    private static final List<String> REFUSED_BY_CHANNEL =
            List.of("InPktsInvalid", "InPktsLate", "InPktsNotValid", "InPktsNotUsingSA", "InPktsUnusedSA");

    private final JsonObject link;
    private final Optional<JsonObject> peer;
    private final List<Sci> strangers;

    private KernelView(JsonObject link, Sci peer) {
        this.link = link;
        this.peer = objects(link, "rx_sc")
                .filter(candidate -> sciOf(candidate).equals(peer))
                .findFirst();
        this.strangers = objects(link, "rx_sc")
                .map(KernelView::sciOf)
                .filter(candidate -> !candidate.equals(peer))
                .toList();
    }

    /** The view of the interface in the last of the printed arrays. */
    static KernelView parse(String printed, Sci peer) throws EncDecFailure {
        try {
            int last = printed.lastIndexOf("\n[");
            JsonObject link = JsonParser.parseString(printed.substring(last + 1))
                    .getAsJsonArray()
                    .get(0)
                    .getAsJsonObject();
            return new KernelView(link, peer);
        } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new EncDecFailure("ip printed what is not a MACsec interface", e);
        }
    }

    private static Sci sciOf(JsonObject object) {
        return new Sci(Long.parseUnsignedLong(object.get("sci").getAsString().substring("0x".length()), 16));
    }

    /** Why this interface is not one that we would have made; empty if it is. */
    Optional<String> differsFrom(MacsecEnds ends) {
        Map<String, Boolean> demands = new HashMap<>();
        demands.put("cipher suite GCM-AES-XPN-256", text("cipher_suite").equals("GCM-AES-XPN-256"));
        demands.put("SCI " + ends.local(), sciOf(link).equals(ends.local()));
        demands.put("validate strict", text("validate").equals("strict"));
        demands.put("protect on", link.get("protect").getAsBoolean());
        demands.put("encrypt on", link.get("encrypt").getAsBoolean());
        demands.put("replay on", link.get("replay").getAsBoolean());
        return demands.entrySet().stream()
                .filter(demand -> !demand.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** How late frames may come; empty if they are not looked at, or iproute2 does not tell. */
    Optional<ReplayProtection> replay() {
        return Optional.of(link.get("replay").getAsBoolean())
                .filter(on -> on && link.has("window"))
                .map(on -> new ReplayProtection(link.get("window").getAsInt()));
    }

    /** Channels of others than the peer, such as a former one, whose frames would be accepted. */
    List<Sci> strangers() {
        return strangers;
    }

    boolean hasPeer() {
        return peer.isPresent();
    }

    Holdings holdings() {
        Optional<Slot> selected = Optional.of(new Slot(link.get("encoding_sa").getAsInt()));
        return new Holdings(keys(incoming()), keys(outgoing()), selected.filter(on(outgoing())::contains));
    }

    /** The slots under whose keys frames are accepted: those are there, and neither they nor the channel switched off. */
    Set<Slot> accepting() {
        return peer.filter(KernelView::isOn).map(channel -> on(incoming())).orElse(Set.of());
    }

    private static Set<Slot> on(List<JsonObject> associations) {
        return associations.stream()
                .filter(KernelView::isOn)
                .map(KernelView::slot)
                .collect(Collectors.toSet());
    }

    private static boolean isOn(JsonObject object) {
        return !object.has("active") || object.get("active").getAsBoolean();
    }

    private static Slot slot(JsonObject association) {
        return new Slot(association.get("an").getAsInt());
    }

    Map<KeyId, Long> framesReceived() {
        return frames(incoming(), "InPktsOK");
    }

    Map<KeyId, Long> framesSent() {
        return frames(outgoing(), "OutPktsEncrypted");
    }

    long octetsReceived() {
        return peer.map(channel -> number(channel, "InOctetsDecrypted")).orElse(0L);
    }

    long octetsSent() {
        return number(link, "OutOctetsEncrypted");
    }

    long framesRefused() {
        long byInterface = REFUSED_BY_INTERFACE.stream()
                .mapToLong(name -> number(link, name))
                .sum();
        return byInterface
                + peer.map(channel -> REFUSED_BY_CHANNEL.stream()
                                .mapToLong(name -> number(channel, name))
                                .sum())
                        .orElse(0L);
    }

    private List<JsonObject> incoming() {
        return peer.stream().flatMap(channel -> objects(channel, "sa_list")).toList();
    }

    private List<JsonObject> outgoing() {
        return objects(link, "sa_list").toList();
    }

    private static Map<Slot, KeyId> keys(List<JsonObject> associations) {
        return associations.stream().collect(Collectors.toMap(KernelView::slot, KernelView::key));
    }

    private static Map<KeyId, Long> frames(List<JsonObject> associations, String counter) {
        return associations.stream().collect(Collectors.toMap(KernelView::key, sa -> number(sa, counter), Long::sum));
    }

    private static KeyId key(JsonObject association) {
        return new KeyId(association.get("key").getAsString());
    }

    private static long number(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsLong() : 0;
    }

    private String text(String name) {
        return link.get(name).getAsString();
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        if (!parent.has(name)) {
            return Stream.empty();
        }
        List<JsonObject> found = new ArrayList<>();
        parent.getAsJsonArray(name).forEach(element -> found.add(element.getAsJsonObject()));
        return found.stream();
    }
}
