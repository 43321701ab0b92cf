package org.openmfs.controller.service;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;

/**
 * Which lost pieces of the plan that stands are put back although what is asked for now cannot be carried out: what keeps
 * one piece from being as it is wished keeps no other from being put back. Used on the service's queue only.
 */
final class Mending {
    /** A key link is of no use where no key path is found. */
    private static final Set<ReasonCode> OF_THE_KEY_PATH =
            Set.of(ReasonCode.NO_KEY_PATH, ReasonCode.KEY_RATE_INSUFFICIENT);

    private final Attempts tries;
    private final InstantSource clock;

    Mending(Attempts tries, InstantSource clock) {
        this.tries = tries;
        this.clock = clock;
    }

    /** Why the last try failed; empty if it did not. */
    List<Trouble> refused() {
        return tries.refused();
    }

    void noticeWhoReturned(Inventory inventory) {
        tries.noticeWhoReturned(inventory);
    }

    /** It can be carried out, or nothing is asked for any more. */
    void over() {
        tries.over();
    }

    /** While another plan is refused: what both have. */
    Lost beside(Plan refused, Applied stands, Lost lost) {
        boolean sameTerms = refused.sameTerms(stands.plan());
        List<Step> steps = refused.steps();
        Lost shared = lost.within(step -> step instanceof Step.Configure ? sameTerms : steps.contains(step));
        return due(stands, shared);
    }

    /**
     * While no plan can be made: all but what that is for, and the association only if it would be the same.
     *
     * @param terms what both ends would be told, if that can be said
     */
    Lost without(List<Trouble> troubles, Optional<Plan> terms, Applied stands, Lost lost) {
        boolean noKeyPath = troubles.stream().map(Trouble::code).anyMatch(OF_THE_KEY_PATH::contains);
        boolean taken = troubles.stream().map(Trouble::code).anyMatch(ReasonCode.CONFLICT::equals);
        boolean sameTerms = !taken && terms.filter(stands.plan()::sameTerms).isPresent();
        Lost possible = lost.within(step -> switch (step) {
            case Step.KeyLink link -> !noKeyPath;
            case Step.LightPath path -> true;
            case Step.Configure configure -> sameTerms;
            case Step.AwaitKey key -> false;
        });
        return due(stands, possible);
    }

    private Lost due(Applied stands, Lost possible) {
        if (possible.isNothing()) {
            tries.over();
        }
        return tries.waiting() ? Lost.NOTHING : stands.due(possible, clock.instant());
    }

    /** How a try ended. */
    void ended(List<Trouble> troubles, Presence now) {
        tries.ended(troubles, now);
    }
}
