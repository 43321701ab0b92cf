package org.openmfs.agent.module;

/** Lies on the class path of these tests, as a module may on an agent's, and is in no jar that anybody named. */
public final class StrayModule implements AgentModule {
    @Override
    public String name() {
        return "stray";
    }
}
