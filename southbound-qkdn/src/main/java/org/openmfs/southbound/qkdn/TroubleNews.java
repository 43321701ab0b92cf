package org.openmfs.southbound.qkdn;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.qkdn.NodeEvents.LinkTrouble;

/**
 * What of a node's notifications of trouble is told: each trouble at once, and once more after the next reading if it was
 * said again meanwhile, since that reading may have shown it to be over. Of ever other ones no more than a node has links.
 * What a reading shows and no notification told is told as well: one may be sent before anybody follows them.
 */
final class TroubleNews {
    /** Between two readings. */
    private static final int MOST = 256;

    private final Set<Trouble> told = new HashSet<>();
    private final Map<Trouble, LinkTrouble> again = new LinkedHashMap<>();

    private record Trouble(UUID link, ReasonCode reason) {
        static Trouble of(LinkTrouble said) {
            return new Trouble(said.link(), said.reason());
        }
    }

    /** Whether it is to be told now. */
    synchronized boolean isFirst(LinkTrouble said) {
        Trouble trouble = Trouble.of(said);
        if (told.contains(trouble)) {
            again.put(trouble, said);
            return false;
        }
        return told.size() < MOST && told.add(trouble);
    }

    /** Whether it is to be told though a reading shows it alone: the node said nothing of it, or nobody heard it. */
    synchronized boolean isUntold(LinkTrouble read) {
        Trouble trouble = Trouble.of(read);
        return !told.contains(trouble) && told.size() < MOST && told.add(trouble);
    }

    /** What is to be told after a reading. */
    synchronized List<LinkTrouble> afterReading() {
        List<LinkTrouble> all = List.copyOf(again.values());
        told.clear();
        told.addAll(again.keySet());
        again.clear();
        return all;
    }
}
