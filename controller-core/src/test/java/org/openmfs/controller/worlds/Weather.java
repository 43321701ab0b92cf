package org.openmfs.controller.worlds;

import java.time.Duration;

/** How requests fare. */
final class Weather {
    private static final int REFUSED = 5;
    private static final int DID_IT = 10;
    private static final int DID_NOT = 15;
    private static final int SLOW = 30;
    private static final int WHOLE = 100;

    private final Chance chance;
    private final Story story;
    private boolean fair;

    Weather(Chance chance, Story story) {
        this.chance = chance;
        this.story = story;
    }

    /** What becomes of a request. */
    enum Fate {
        DONE,
        REFUSED,
        TIMED_OUT_DONE,
        TIMED_OUT_NOT_DONE
    }

    /**
     * One request.
     *
     * @param takes until there is an answer, or none is waited for any more
     */
    record Answer(Fate fate, Duration takes) {}

    /** Nothing fails from now on that is not broken. */
    void clearUp() {
        fair = true;
    }

    boolean isFair() {
        return fair;
    }

    Answer ofDevices(String what) {
        return answer(
                what,
                Fault.DEVICE_REFUSES,
                Fault.DEVICE_TIMES_OUT_AND_DID_IT,
                Fault.DEVICE_TIMES_OUT_AND_DID_NOT,
                Fault.DEVICE_IS_SLOW);
    }

    Answer ofManager(String what) {
        return answer(
                what,
                Fault.MANAGER_REFUSES,
                Fault.MANAGER_TIMES_OUT_AND_DID_IT,
                Fault.MANAGER_TIMES_OUT_AND_DID_NOT,
                Fault.MANAGER_IS_SLOW);
    }

    private Answer answer(String what, Fault refuses, Fault didIt, Fault didNot, Fault slow) {
        int drawn = fair ? WHOLE : chance.between(0, WHOLE);
        if (drawn < REFUSED) {
            story.fault(refuses, what);
            return new Answer(Fate.REFUSED, chance.seconds(0, 1));
        }
        if (drawn < DID_IT) {
            story.fault(didIt, what);
            return new Answer(Fate.TIMED_OUT_DONE, chance.seconds(2, 20));
        }
        if (drawn < DID_NOT) {
            story.fault(didNot, what);
            return new Answer(Fate.TIMED_OUT_NOT_DONE, chance.seconds(2, 20));
        }
        if (drawn < SLOW) {
            story.fault(slow, what);
            return new Answer(Fate.DONE, chance.seconds(2, 30));
        }
        story.tell(what);
        return new Answer(Fate.DONE, chance.percent(50) ? Duration.ZERO : chance.seconds(0, 0.5));
    }
}
