package org.openmfs.agent.netconf.port;

/**
 * Where a committed configuration goes: the agent itself. Calls never overlap. A configuration given here already keeps
 * what the model says about mandatory nodes, numbers of elements, uniqueness and leafrefs; {@code must} and
 * {@code when} expressions are the agent's to check.
 */
public interface ConfigurationSink {
    /**
     * Says whether the agent could run with a configuration, without changing anything.
     *
     * @throws RequestRefused when it could not; the reason goes to the client
     */
    void validate(Configuration next) throws RequestRefused;

    /**
     * Makes a configuration the one the agent runs with. Called at every start, at a commit, and when a commit is
     * undone. Must either succeed as a whole or leave things so that the previous configuration can be applied again.
     *
     * @throws RequestRefused when the agent cannot; the commit is undone and the reason goes to the client
     */
    void apply(Configuration next) throws RequestRefused;
}
