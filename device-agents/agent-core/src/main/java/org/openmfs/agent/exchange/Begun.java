package org.openmfs.agent.exchange;

import java.util.List;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/** An initiator's part of one method, and what it brings to the offer. */
record Begun(InitiatorExchange exchange, List<Origin> origins, MethodMessage offer) {
    /** The caller closes it; asked for all it says where a module that breaks is a method that failed. */
    static Begun of(InitiatorExchange exchange) {
        try {
            return new Begun(exchange, List.copyOf(exchange.origins()), exchange.offer());
        } catch (RuntimeException | Error broke) {
            Guarded.close(exchange::close);
            throw broke;
        }
    }

    void close() {
        Guarded.close(exchange::close);
    }
}
