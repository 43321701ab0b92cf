package org.openmfs.karaf.composition;

import java.util.Map;
import java.util.Set;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ManagerKinds;

/** Kinds of managers that the controller speaks with by itself. */
final class BuiltInKinds {
    static final ManagerKinds ALL = new ManagerKinds(
            Map.of(ManagerKind.QKDN_015, Set.of(Facet.KEY_NETWORK), ManagerKind.APN_TAPI, Set.of(Facet.LIGHT_PATHS)));

    private BuiltInKinds() {}
}
