package org.openmfs.controller.plan;

import org.openmfs.controller.spi.RouteComputation;
import org.openmfs.controller.spi.RouteComputationContract;

/** What computes routes where there is no PCE keeps the contract. */
final class BuiltInRoutesTest extends RouteComputationContract {
    @Override
    protected RouteComputation routes() {
        return new BuiltInRoutes();
    }
}
