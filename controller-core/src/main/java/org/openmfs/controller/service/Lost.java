package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Step;

/** Steps of a plan that was carried out and do not stand any more, though nobody took back through us what they made. */
record Lost(Set<Step> steps) {
    static final Lost NOTHING = new Lost(Set.of());

    Lost {
        steps = Set.copyOf(steps);
    }

    /** Those of them that may be done again. */
    Lost within(Predicate<Step> possible) {
        return new Lost(steps.stream().filter(possible).collect(Collectors.toSet()));
    }

    Stream<Step.LightPath> lightPaths() {
        return steps.stream().filter(Step.LightPath.class::isInstance).map(Step.LightPath.class::cast);
    }

    /** What devices are told by them. */
    Map<DeviceId, List<AssociationConfiguration>> told() {
        Map<DeviceId, List<AssociationConfiguration>> told = new HashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.Configure configure) {
                configure
                        .leg()
                        .configurations()
                        .forEach((device, one) -> told.computeIfAbsent(device, first -> new ArrayList<>())
                                .add(one));
            }
        }
        return told;
    }

    boolean isNothing() {
        return steps.isEmpty();
    }
}
