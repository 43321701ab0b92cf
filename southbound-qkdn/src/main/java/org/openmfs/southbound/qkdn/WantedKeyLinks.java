package org.openmfs.southbound.qkdn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/**
 * Which key links should stand in a network's nodes, and what of them the nodes were found to have lost. A reading that
 * was under way while a key link was written says nothing about it.
 */
final class WantedKeyLinks {
    private final Map<AssociationId, Wanted> wanted = new HashMap<>();
    private final Set<AssociationId> beingWritten = new HashSet<>();
    /** Of which a request that failed may have changed something, or may do so yet. */
    private final Set<AssociationId> doubted = new HashSet<>();

    private long requests;

    /**
     * @param since the request that was the last to touch it
     * @param missing by node, what was not there when the node was read last
     */
    private record Wanted(KeyLink link, long since, Map<UUID, String> missing) {
        KeyLinkState state(boolean doubtful) {
            Stream<String> doubt = doubtful
                    ? Stream.of("the key link of association " + link.association()
                            + " may be half changed by a request that failed")
                    : Stream.empty();
            String texts = Stream.concat(doubt, link.path().stream().map(missing::get))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("; "));
            return new KeyLinkState(
                    link.path(),
                    List.of(link.saeA(), link.saeZ()),
                    link.rates(),
                    Optional.of(texts).filter(text -> !text.isEmpty()));
        }
    }

    /** The association's key link is about to be written. */
    synchronized void begin(AssociationId association) {
        beingWritten.add(association);
    }

    /** It stands as it was asked for. */
    synchronized void stands(KeyLink link) {
        beingWritten.remove(link.association());
        doubted.remove(link.association());
        wanted.put(link.association(), new Wanted(link, ++requests, Map.of()));
    }

    /**
     * It could not be written: what was there before is still wanted.
     *
     * @param touched whether some of it may have been changed all the same
     */
    synchronized void refused(AssociationId association, boolean touched) {
        beingWritten.remove(association);
        if (touched) {
            doubted.add(association);
        }
        wanted.computeIfPresent(association, (same, before) -> new Wanted(before.link(), ++requests, before.missing()));
    }

    /** Whether some of it may be other, or become other, than a node says. */
    synchronized boolean isDoubted(AssociationId association) {
        return doubted.contains(association);
    }

    synchronized void drop(AssociationId association) {
        wanted.remove(association);
        doubted.remove(association);
    }

    /** Noted before a node is read, and handed in with what it said. */
    synchronized long mark() {
        return requests;
    }

    /** What a node was read to have. */
    synchronized void found(NodePicture node, long mark) {
        wanted.replaceAll((association, known) -> {
            boolean counts = known.since() <= mark
                    && !beingWritten.contains(association)
                    && known.link().path().contains(node.id());
            return counts ? new Wanted(known.link(), known.since(), after(known, node)) : known;
        });
    }

    private static Map<UUID, String> after(Wanted known, NodePicture node) {
        Map<UUID, String> missing = new HashMap<>(known.missing());
        List<String> gone = lost(known.link(), node);
        if (gone.isEmpty()) {
            missing.remove(node.id());
        } else {
            String text = String.join(" and ", gone) + " of association "
                    + known.link().association() + (gone.size() > 1 ? " are" : " is") + " missing at QKD node "
                    + node.id();
            missing.put(node.id(), text);
        }
        return missing;
    }

    private static List<String> lost(KeyLink link, NodePicture node) {
        boolean end = node.id().equals(link.path().getFirst())
                || node.id().equals(link.path().getLast());
        Map<String, UUID> needed = new HashMap<>();
        if (end) {
            needed.put("application", KeyLinkEntries.applicationId(link.association()));
        }
        if (link.path().size() > 2) {
            needed.put("virtual link", KeyLinkEntries.virtualLinkId(link.association()));
        }
        return needed.keySet().stream()
                .filter(kind -> !node.entries().contains(needed.get(kind)))
                .sorted()
                .toList();
    }

    /** How every wanted key link stands. */
    synchronized Map<AssociationId, KeyLinkState> states() {
        return wanted.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().state(isDoubted(entry.getKey()))));
    }
}
