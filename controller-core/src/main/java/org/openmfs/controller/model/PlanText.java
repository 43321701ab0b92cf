package org.openmfs.controller.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as text: canonical for hashing, readable for people. */
record PlanText(Plan plan) {
    /** One line a fact, in an order that does not depend on the iteration order of sets. */
    String canonical() {
        List<String> lines = new ArrayList<>();
        lines.add("service " + plan.service());
        lines.add("association " + plan.association());
        plan.suites()
                .forEach(suite -> lines.add("suite " + suite.id() + " " + suite.methods() + " " + suite.combiner()));
        Floor floor = plan.floor();
        String required = floor.required().stream().sorted().map(Ground::word).collect(Collectors.joining(","));
        lines.add("floor " + floor.factors() + " " + floor.diversity() + " " + required);
        lines.add(plan.keyLife().toString());
        plan.ends().forEach(end -> lines.add(end.toString()));
        plan.paths().forEach(path -> lines.add(path.toString()));
        return String.join("\n", lines);
    }

    List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (PlannedPath path : plan.paths()) {
            path.manager().ifPresent(manager -> steps.add(request(path, manager)));
        }
        String devices = plan.initiator().device() + " and " + plan.responder().device();
        steps.add("configure association " + plan.association() + " on " + devices + " by confirmed commit");
        steps.add("await the first key of " + plan.suites().getFirst().id() + " at both ends");
        return steps;
    }

    private static String request(PlannedPath path, ManagerId manager) {
        String what = path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE ? "a key link" : "an optical path";
        String rates = path.keyRates().map(asked -> " of " + asked).orElse("");
        return "ask " + manager + " for " + what + rates + " over " + String.join(" - ", path.nodes());
    }
}
