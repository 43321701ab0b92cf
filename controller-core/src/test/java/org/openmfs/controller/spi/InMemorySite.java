package org.openmfs.controller.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;

/** A device of {@link InMemoryDevices}. */
public final class InMemorySite implements DeviceSite {
    /** Between a device and the plugin. */
    record Wire(DeviceReports reports, Runnable meet) {}

    private final Device settings;
    private final Capabilities capabilities;
    private final Map<AssociationId, AssociationConfiguration> running = new LinkedHashMap<>();
    private final List<AssociationId> rekeyed = new ArrayList<>();
    private Optional<Wire> wire = Optional.empty();
    private boolean refuses;
    private boolean stalled;
    private boolean up = true;
    private int changes;
    private int logins;

    public InMemorySite(Device settings, Capabilities capabilities) {
        this.settings = settings;
        this.capabilities = capabilities;
    }

    /** With the methods and the Enc/Dec that the contract of device plugins expects. */
    public static InMemorySite usual(Device settings) {
        Map<MethodId, Method> methods = List.of("ml-kem-1024", "qkd-014", "psk-hmac").stream()
                .map(name -> Method.of(new MethodId(name), new Ground("ground-of-" + name), 0, Method.Life.ALLOWED))
                .collect(Collectors.toMap(Method::id, method -> method));
        Map<EncDecName, String> encDecs = Map.of(new EncDecName("macsec0"), "macsec-simulated");
        CfId cf = new CfId(settings.id().value());
        return new InMemorySite(settings, new Capabilities(cf, "127.0.0.1", 7000, methods, encDecs));
    }

    void attach(Wire to) {
        wire = Optional.of(to);
    }

    boolean up() {
        return up;
    }

    boolean refuses() {
        return refuses;
    }

    boolean stalled() {
        return stalled;
    }

    boolean login(Credential credential) {
        logins++;
        return credential.equals(settings.credential());
    }

    Capabilities capabilities() {
        return capabilities;
    }

    List<AssociationStatus> statuses() {
        return running.keySet().stream()
                .map(id -> new AssociationStatus(
                        id,
                        AssociationStatus.Phase.IDLE,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()))
                .toList();
    }

    void take(DeviceChange change) {
        Map<AssociationId, AssociationConfiguration> before = Map.copyOf(running);
        change.remove().forEach(running::remove);
        change.put().forEach(association -> running.put(association.id(), association));
        if (!before.equals(running)) {
            changes++;
        }
    }

    boolean rekey(AssociationId association) {
        return running.containsKey(association) && rekeyed.add(association);
    }

    /** Loses its configuration, as a device that was replaced does. */
    public void forget() {
        running.clear();
        wire.ifPresent(to -> to.meet().run());
    }

    /** What it runs, whole. */
    public Map<AssociationId, AssociationConfiguration> running() {
        return Map.copyOf(running);
    }

    @Override
    public Device settings() {
        return settings;
    }

    @Override
    public void refuseChanges(boolean refuse) {
        refuses = refuse;
    }

    @Override
    public void stall() {
        stalled = true;
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
    public Set<AssociationId> associations() {
        return Set.copyOf(running.keySet());
    }

    @Override
    public Set<CfId> peers() {
        return running.values().stream()
                .map(association -> association.peer().cf())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int changes() {
        return changes;
    }

    @Override
    public List<AssociationId> rekeyed() {
        return List.copyOf(rekeyed);
    }

    @Override
    public OptionalInt logins() {
        return OptionalInt.of(logins);
    }

    @Override
    public void publish(AssociationStatus status) {
        wire.ifPresent(to -> to.reports().associationChanged(settings.id(), status));
    }

    @Override
    public void publish(KeyInformation key) {
        wire.ifPresent(to -> to.reports().keyChanged(settings.id(), key));
    }

    @Override
    public void publish(AssociationId association, ReasonCode reason, String text) {
        wire.ifPresent(to -> to.reports().alarm(settings.id(), association, reason, text));
    }

    @Override
    public void close() {
        up = false;
    }
}
