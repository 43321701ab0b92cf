package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ServiceId;

/** Remembers what was told of services. */
final class Audience implements ServiceListener {
    final List<ServiceState> told = new ArrayList<>();
    final Map<ServiceId, ServiceState> last = new HashMap<>();
    final Set<ServiceId> gone = new HashSet<>();

    /** Each phase once for as long as it lasted. */
    List<Phase> phases() {
        List<Phase> seen = new ArrayList<>();
        told.stream().map(ServiceState::phase).forEach(phase -> {
            if (seen.isEmpty() || seen.getLast() != phase) {
                seen.add(phase);
            }
        });
        return seen;
    }

    @Override
    public void serviceChanged(ServiceState state) {
        told.add(state);
        last.put(state.service(), state);
    }

    @Override
    public void serviceGone(ServiceId service) {
        gone.add(service);
        last.remove(service);
    }
}
