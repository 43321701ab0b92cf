package org.openmfs.controller.service;

import java.util.Optional;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.Wishes;

/** What is asked for, as it changes; on any thread. */
final class Intents {
    private volatile Wishes now = Wishes.NONE;

    Wishes now() {
        return now;
    }

    Optional<Intent> get(ServiceId service) {
        return now.intents().find(service);
    }

    int size() {
        return now.intents().size();
    }

    boolean contains(ServiceId service) {
        return now.intents().containsKey(service);
    }

    /** Takes the place of what was asked for before; if it is empty, nothing is asked for any more. */
    synchronized void put(ServiceId service, Optional<Intent> intent) {
        now = now.with(service, intent);
    }
}
