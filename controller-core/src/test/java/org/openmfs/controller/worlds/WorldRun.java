package org.openmfs.controller.worlds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One world from its seed to the judgement. */
final class WorldRun {
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final int LASTING = 30;
    private static final List<Fault> HARM = harm();

    private final VirtualTime time = new VirtualTime();
    private final Story story = new Story(time);
    private final Chance chance;
    private final Configured configured;
    private final Outside outside;
    private final Operator operator;
    private final Mischief mischief;

    WorldRun(long seed) {
        chance = new Chance(seed);
        Blueprint blueprint = new Blueprint(chance);
        configured = blueprint.configured();
        outside = blueprint.outside(time, story, configured);
        operator = new Operator(outside, configured, blueprint);
        mischief = new Mischief(outside);
    }

    private static List<Fault> harm() {
        List<Fault> all = new ArrayList<>(Mischief.OF_DEVICES);
        all.addAll(Mischief.OF_NETWORKS);
        all.addAll(Operator.DEEDS);
        return all;
    }

    Story run() {
        configured.intents.values().forEach(intent -> story.tell("asked for: " + intent));
        operator.start();
        outside.agents.start();
        outside.watch = operator::removed;
        Duration stormy = chance.seconds(60, 300);
        if (chance.percent(LASTING)) {
            time.after(chance.seconds(10, 200), new Lasting(outside)::begin);
        }
        while (time.since().compareTo(stormy) < 0) {
            time.pass(chance.seconds(0, 15));
            harm(chance.one(HARM));
        }
        time.pass(Duration.ofMinutes(1));
        outside.weather.clearUp();
        story.tell("nothing is done to it any more");
        time.pass(QUIET);
        new Judge(outside, configured, operator.run()).judge();
        return story;
    }

    private void harm(Fault fault) {
        if (Mischief.OF_DEVICES.contains(fault)) {
            mischief.ofDevice(fault);
        } else if (Mischief.OF_NETWORKS.contains(fault)) {
            mischief.ofNetwork(fault);
        } else {
            operator.act(fault);
        }
    }

    /** The simulation itself failed. */
    Story broken(Throwable why) {
        story.wrong(why + " at " + why.getStackTrace()[0]);
        return story;
    }
}
