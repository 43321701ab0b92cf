package org.openmfs.controller.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.plan.Planner;
import org.openmfs.controller.spi.InMemoryDevices;
import org.openmfs.controller.spi.InMemoryKeyNetworks;
import org.openmfs.controller.spi.InMemoryQkdSite;
import org.openmfs.controller.spi.InMemorySite;
import org.openmfs.controller.spi.ManagerPlugins;

/** A small world in one thread and virtual time: two sites, one QKD network with a trusted node between them. */
final class World {
    private final Clockwork time = new Clockwork();
    private final Audience heard = new Audience();

    final LiveInventory inventory = new LiveInventory(time.tasks::add, time::now);
    final InMemorySite alice;
    final InMemorySite bob;
    final InMemoryQkdSite qkdn;
    private final InMemoryDevices devices;
    private final InMemoryKeyNetworks qkd;
    final Planner planner = new Planner(new BuiltInRoutes());
    final Services services;
    final List<ServiceState> told = heard.told;
    final Map<ServiceId, ServiceState> last = heard.last;
    final Set<ServiceId> gone = heard.gone;

    World() {
        this(
                site(Furniture.ALICE),
                site(Furniture.BOB),
                new InMemoryQkdSite(Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015), Furniture.NODES));
    }

    private World(InMemorySite alice, InMemorySite bob, InMemoryQkdSite qkdn) {
        this.alice = alice;
        this.bob = bob;
        this.qkdn = qkdn;
        devices = new InMemoryDevices(inventory).with(alice).with(bob);
        qkd = new InMemoryKeyNetworks(inventory).with(qkdn);
        services = new Services(new Surroundings(
                planner,
                new Provisioner(devices, new ManagerPlugins(List.of(qkd))),
                inventory,
                () -> time.tasks::add,
                time.tasks::add,
                time::after,
                time::now));
        services.listen(heard);
    }

    /** Everything configured and connected; the QKD link state can be changed afterwards. */
    World furnished() {
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(Furniture.gold())));
        inventory.change(known -> known.withNetwork(new NetworkId("site"), Optional.of(Furniture.network())));
        inventory.configured(
                Furniture.QKDN, Optional.of(Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015)), qkd.facets());
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::connect);
        qkd.connect(Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015));
        services.loaded();
        return settle();
    }

    /** Devices and networks as they are, under a controller that knows nothing of services. */
    World restarted() {
        return new World(alice, bob, qkdn).furnished();
    }

    private void connect(DeviceId id) {
        inventory.configured(id, Optional.of(Furniture.device(id)));
        devices.onboard(Furniture.device(id));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
        AssociationStatus status = Furniture.status(phase, key, time.now());
        inventory.associationChanged(Furniture.ALICE, status);
        inventory.associationChanged(Furniture.BOB, status);
    }

    void ask(Optional<Intent> intent) {
        services.intentChanged(Furniture.BLUE, intent);
    }

    ServiceState blue() {
        return last.get(Furniture.BLUE);
    }

    List<Phase> phases() {
        return heard.phases();
    }

    World settle() {
        time.settle();
        return this;
    }

    World pass(Duration span) {
        time.pass(span);
        return this;
    }

    private static InMemorySite site(DeviceId id) {
        return new InMemorySite(Furniture.device(id), Furniture.capabilities(id));
    }
}
