package org.openmfs.controller.spi;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;

/** A network of {@link InMemoryLightPaths}: it joins two ports. */
public final class InMemoryOpticalSite implements OpticalSite {
    /** Between a network and the plugin. */
    record Wire(Runnable meet, Runnable tell) {}

    private static final UUID A = new UUID(0, 1);
    private static final UUID Z = new UUID(0, 2);
    private static final int CAPACITY = 100;

    private final ManagedNetwork settings;
    private final Map<AssociationId, OpticalPath> paths = new LinkedHashMap<>();
    private final Map<AssociationId, LightPathState> states = new LinkedHashMap<>();
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

    boolean provides(OpticalPath path) {
        return Set.of(A, Z).containsAll(List.of(path.a(), path.z()));
    }

    void put(OpticalPath path) {
        if (!path.equals(paths.put(path.association(), path))) {
            state(path.association(), installs ? LightPathState.UP : LightPathState.PENDING);
        }
    }

    void takeDown(AssociationId association) {
        paths.remove(association);
        states.remove(association);
    }

    /** How each association's path stands. */
    Map<AssociationId, OpticalPathStatus> states() {
        Map<AssociationId, OpticalPathStatus> all = new LinkedHashMap<>();
        paths.values()
                .forEach(path -> all.put(
                        path.association(),
                        new OpticalPathStatus(
                                states.get(path.association()),
                                Set.of(path.a(), path.z()),
                                Optional.of(BigDecimal.valueOf(path.capacity())))));
        return all;
    }

    private void state(AssociationId association, LightPathState state) {
        states.put(association, state);
        wire.ifPresent(to -> to.tell().run());
    }

    @Override
    public ManagedNetwork settings() {
        return settings;
    }

    @Override
    public OpticalPath path(AssociationId association) {
        return new OpticalPath(association, A, Z, CAPACITY);
    }

    @Override
    public OpticalPath impossiblePath(AssociationId association) {
        return new OpticalPath(association, new UUID(9, 9), Z, CAPACITY);
    }

    @Override
    public void installNothing() {
        installs = false;
    }

    @Override
    public void install() {
        installs = true;
        List.copyOf(paths.keySet()).stream()
                .filter(association -> states.get(association) == LightPathState.PENDING)
                .forEach(association -> state(association, LightPathState.UP));
    }

    @Override
    public List<OpticalPath> paths() {
        return List.copyOf(paths.values());
    }

    @Override
    public void fail(AssociationId association) {
        state(association, LightPathState.DOWN);
    }

    @Override
    public void restore(AssociationId association) {
        state(association, LightPathState.UP);
    }

    @Override
    public void remove(AssociationId association) {
        takeDown(association);
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
