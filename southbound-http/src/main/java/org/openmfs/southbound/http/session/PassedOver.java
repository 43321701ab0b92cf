package org.openmfs.southbound.http.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openmfs.controller.model.CleanText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a manager says that cannot be made out and is not needed: other clients' objects and values that may be unknown.
 * Each is logged once; how many there are now, and some of them, can be shown.
 */
public final class PassedOver {
    private static final Logger LOG = LoggerFactory.getLogger(PassedOver.class);
    private static final int SHOWN = 3;
    private static final int MOST_LOGGED = 100;

    private final String manager;
    private final Map<String, List<String>> now = new TreeMap<>();
    private final Set<String> logged = new HashSet<>();

    /** @param manager how log lines name it */
    public PassedOver(String manager) {
        this.manager = manager;
    }

    /** This is all that was passed over in the newest answer of this address. */
    public synchronized void in(String address, List<String> texts) {
        now.put(address, List.copyOf(texts));
        for (String text : texts) {
            String line = address + ": " + text;
            if (logged.size() < MOST_LOGGED && logged.add(line)) {
                LOG.info("manager {}: passed over: {}", manager, CleanText.of(line));
            }
        }
    }

    /** For people; empty if there is nothing. */
    public synchronized String text() {
        List<String> all = now.entrySet().stream()
                .flatMap(from -> from.getValue().stream().map(text -> from.getKey() + ": " + text))
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        String shown = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
        return CleanText.of(all.size() + " passed over: " + shown + more(all));
    }

    private static String more(Collection<String> all) {
        return all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "";
    }
}
