package org.openmfs.agent.method;

import com.google.errorprone.annotations.MustBeClosed;

/**
 * A key exchange method module behind the MFS Key request I/F (MFS 4.3.2).
 *
 * <p>An exchange takes one message each way. Calls may block on a remote side; every remote call has a timeout.
 * Modules are used by several exchanges at once.
 */
public interface KeyExchangeMethod {
    MethodDescription describe();

    /** Whether calls wait for others; those of a method that only computes get a processor one after the other. */
    default boolean waits() {
        return true;
    }

    /**
     * Starts an exchange on the initiator's side.
     *
     * @throws MethodFailure if no secret can be had now
     */
    @MustBeClosed
    InitiatorExchange initiate(ExchangeContext context) throws MethodFailure;

    /**
     * Answers the initiator's offer and yields the responder's secret.
     *
     * @throws MethodFailure if the offer is malformed or no secret can be had
     */
    ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure;
}
