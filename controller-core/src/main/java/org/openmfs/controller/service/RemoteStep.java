package org.openmfs.controller.service;

import java.util.Optional;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.spi.SouthboundFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that blocks and may fail on a remote side. */
@FunctionalInterface
interface RemoteStep {
    Logger LOG = LoggerFactory.getLogger(RemoteStep.class);

    void run() throws SouthboundFailure;

    /** What stood in the way, if anything. */
    static Optional<Trouble> attempt(ServiceId service, RemoteStep step) {
        try {
            step.run();
            return Optional.empty();
        } catch (SouthboundFailure failure) {
            return Optional.of(new Trouble(failure.code(), failure.subject(), failure.getMessage()));
        } catch (RuntimeException | Error broken) {
            LOG.error("service {} could not be worked on", service, broken);
            return Optional.of(new Trouble(ReasonCode.INTERNAL, "", "a fault of the controller; see its log"));
        }
    }
}
