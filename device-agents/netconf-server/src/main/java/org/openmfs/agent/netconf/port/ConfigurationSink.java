package org.openmfs.agent.netconf.port;

import org.w3c.dom.Element;

/**
 * Where a committed configuration goes: the agent itself. Calls never overlap. A configuration given here already keeps
 * what the model says about mandatory nodes, numbers of elements, uniqueness and leafrefs; {@code must} and
 * {@code when} expressions are the agent's to check.
 */
public interface ConfigurationSink {
    /**
     * Puts the words of today's modules into a configuration that an earlier version of the agent may have stored. Called at
     * every start, before anything else.
     *
     * @param stored its top-level nodes are in it
     * @throws RequestRefused naming what words of today can't say
     */
    default void renew(Element stored) throws RequestRefused {
        // An agent whose modules are as they always were has nothing to renew.
    }

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
