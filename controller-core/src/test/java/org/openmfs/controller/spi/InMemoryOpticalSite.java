package org.openmfs.controller.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;

/** A network of {@link InMemoryOpticalNetworks}: it joins two ports. */
public final class InMemoryOpticalSite implements OpticalSite {
    /** Between a network and the plugin. */
    record Wire(Runnable meet, BiConsumer<ServiceId, LightPathState> tell) {}

    private static final UUID A = new UUID(0, 1);
    private static final UUID Z = new UUID(0, 2);
    private static final int CAPACITY = 100;

    private final ManagedNetwork settings;
    private final Map<ServiceId, OpticalPath> paths = new LinkedHashMap<>();
    private final Map<ServiceId, LightPathState> states = new LinkedHashMap<>();
    private Optional<Wire> wire = Optional.empty();
    private boolean up = true;
    private boolean stalled;
    private boolean installs = true;

    public InMemoryOpticalSite(ManagedNetwork settings) {
        this.settings = settings;
    }

    void attach(Wire to) {
        wire = Optional.of(to);
    }

    boolean answers() {
        return up && !stalled;
    }

    boolean installs() {
        return installs;
    }

    boolean provides(OpticalPath path) {
        return Set.of(A, Z).containsAll(List.of(path.a(), path.z()));
    }

    void put(OpticalPath path) {
        if (!path.equals(paths.put(path.service(), path))) {
            state(path.service(), LightPathState.UP);
        }
    }

    void takeDown(ServiceId service) {
        paths.remove(service);
        states.remove(service);
    }

    /** How each service's path stands. */
    Map<ServiceId, LightPathState> states() {
        return Map.copyOf(states);
    }

    private void state(ServiceId service, LightPathState state) {
        states.put(service, state);
        wire.ifPresent(to -> to.tell().accept(service, state));
    }

    @Override
    public ManagedNetwork settings() {
        return settings;
    }

    @Override
    public OpticalPath path(ServiceId service) {
        return new OpticalPath(service, A, Z, CAPACITY);
    }

    @Override
    public OpticalPath impossiblePath(ServiceId service) {
        return new OpticalPath(service, new UUID(9, 9), Z, CAPACITY);
    }

    @Override
    public void neverInstall() {
        installs = false;
    }

    @Override
    public List<OpticalPath> paths() {
        return List.copyOf(paths.values());
    }

    @Override
    public void fail(ServiceId service) {
        state(service, LightPathState.DOWN);
    }

    @Override
    public void restore(ServiceId service) {
        state(service, LightPathState.UP);
    }

    @Override
    public void remove(ServiceId service) {
        takeDown(service);
        wire.ifPresent(to -> to.meet().run());
    }

    @Override
    public void goDown() {
        up = false;
        wire.ifPresent(to -> to.meet().run());
    }

    @Override
    public void comeBack() {
        up = true;
        wire.ifPresent(to -> to.meet().run());
    }

    @Override
    public void stall() {
        stalled = true;
    }

    @Override
    public void close() {
        up = false;
    }
}
