package org.openmfs.controller.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.yangtools.concepts.Registration;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.Planner;
import org.openmfs.controller.service.KeyOrders;
import org.openmfs.controller.service.Provisioner;
import org.openmfs.controller.service.Services;
import org.openmfs.controller.service.Surroundings;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.ManagerPlugins;
import org.openmfs.controller.spi.RouteComputation;
import org.openmfs.controller.store.ConfigurationReader;
import org.openmfs.controller.store.PlanServiceRpc;
import org.openmfs.controller.store.RekeyServiceRpc;
import org.openmfs.controller.store.StateWriter;

/**
 * The MFS Network Manager (MFS 4.1): reads what is configured, keeps services as they are asked for, and writes what is
 * known.
 */
public final class MfsController implements AutoCloseable {
    private final LiveInventory inventory;
    private final Services services;
    private final StateWriter state;
    private final WorldReporter world;
    private final ConfigurationReader configuration;
    private final Registration rpcs;
    private final ExecutorService work;
    private final ScheduledExecutorService alarms;

    /** The southbound plugins; their reports go to the same inventory. */
    public record Southbound(DevicePlugin devices, ManagerPlugins managers, RouteComputation routes) {}

    /** What MD-SAL offers. */
    public record Datastore(DataBroker broker, RpcProviderService rpcs, NotificationPublishService notifications) {}

    /** Runs from here on: services configured earlier are taken up again. */
    public MfsController(LiveInventory inventory, Southbound southbound, Datastore datastore, InstantSource clock) {
        this.inventory = inventory;
        work = Executors.newVirtualThreadPerTaskExecutor();
        alarms = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("service-alarms").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        services = new Services(new Surroundings(
                new Planner(southbound.routes()),
                new Provisioner(southbound.devices(), southbound.managers()),
                inventory,
                () -> new SerialExecutor(work),
                work,
                this::later,
                clock));
        state = new StateWriter(datastore.broker(), datastore.notifications(), this::later, clock);
        services.listen(state);
        world = new WorldReporter(state, (delay, task) -> later(delay, () -> inventory.afterwards(task)));
        inventory.listen(world);
        configuration =
                new ConfigurationReader(datastore.broker(), new Configuration(inventory, services, southbound, clock));
        rpcs = datastore
                .rpcs()
                .registerRpcImplementations(
                        new PlanServiceRpc(this::plan, services::contradictions, clock),
                        new RekeyServiceRpc(new KeyOrders(southbound.devices(), services::states), work));
    }

    private void later(Duration delay, Runnable task) {
        var unused = alarms.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The plan for this intent, or for the configured one. */
    public Optional<PlanOutcome> plan(ServiceId id, Optional<Intent> intent) {
        return services.plan(id, intent);
    }

    /** Where all services stand. */
    public List<ServiceState> services() {
        return services.states();
    }

    /** What is believed of devices, managers and keys. */
    public Inventory inventory() {
        return inventory.current();
    }

    /** How many there are of everything, by where it stands; on any thread. */
    public FleetSummary summary() {
        return FleetCount.of(services(), inventory(), world.alarms());
    }

    @Override
    public void close() {
        configuration.close();
        rpcs.close();
        alarms.shutdownNow();
        work.shutdownNow();
        state.close();
    }
}
