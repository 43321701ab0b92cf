package org.openmfs.controller.service;

import java.util.List;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Trouble;

/**
 * One kind of work for a service that others may refuse: why the last try failed stays known until a try succeeds or
 * nothing is to be done any more, however often it is tried in between. Used on the service's queue only.
 */
final class Attempts {
    private final Retry retry;
    private List<Trouble> refused = List.of();
    private Presence present = Presence.OF_NOBODY;

    Attempts(Retry retry) {
        this.retry = retry;
    }

    /** Why the last try failed; empty if it did not. */
    List<Trouble> refused() {
        return refused;
    }

    /** Whether the next try has to wait. */
    boolean waiting() {
        return retry.pending();
    }

    /** What failed while somebody was away may be tried at once when somebody is back. */
    void noticeWhoReturned(Inventory inventory) {
        if (retry.pending() && present.returned(inventory)) {
            retry.reset();
        }
    }

    /** @param now those that the work is for, as they are connected */
    void failed(List<Trouble> troubles, Presence now) {
        refused = List.copyOf(troubles);
        present = now;
        retry.later();
    }

    /** It succeeded if nothing stood in the way, else it failed. */
    void ended(List<Trouble> troubles, Presence now) {
        if (troubles.isEmpty()) {
            over();
        } else {
            failed(troubles, now);
        }
    }

    /** It is not possible now, for another reason; should it be again, the next try comes when it would have come. */
    void impossible() {
        refused = List.of();
    }

    /** It got as far as it can for now; should that come to nothing, the next try is one after those that failed. */
    void halfDone() {
        refused = List.of();
    }

    /** It succeeded, or there is no need of it any more. */
    void over() {
        refused = List.of();
        retry.reset();
    }
}
