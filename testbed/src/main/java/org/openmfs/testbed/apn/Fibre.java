package org.openmfs.testbed.apn;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.topology.ApnPlan;

/** A fibre between two nodes that can go down and come back. */
final class Fibre {
    private final ApnPlan.Link plan;
    private boolean up = true;

    Fibre(ApnPlan.Link plan) {
        this.plan = plan;
    }

    ApnPlan.Link plan() {
        return plan;
    }

    UUID id() {
        return plan.id();
    }

    boolean isUp() {
        return up;
    }

    void setUp(boolean newUp) {
        up = newUp;
    }

    /** The node at the other end; the fibre touches the given one. */
    String across(String node) {
        return plan.a().equals(node) ? plan.b() : plan.a();
    }

    boolean touches(String node) {
        return plan.a().equals(node) || plan.b().equals(node);
    }

    /** What fails together with this fibre: itself and its shared risk groups. */
    Set<String> risks() {
        Set<String> risks = new HashSet<>(plan.risks());
        risks.add("fibre:" + plan.id());
        return risks;
    }
}
