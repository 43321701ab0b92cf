package org.openmfs.standalone.mdsal;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.opendaylight.mdsal.binding.api.ActionProviderService;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.MountPointService;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.BindingAdapterFactory;
import org.opendaylight.mdsal.binding.dom.adapter.ConstantAdapterContext;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMActionProviderService;
import org.opendaylight.mdsal.dom.api.DOMActionService;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMMountPointService;
import org.opendaylight.mdsal.dom.api.DOMNotificationPublishService;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMRpcProviderService;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.mdsal.dom.broker.DOMMountPointServiceImpl;
import org.opendaylight.mdsal.dom.broker.DOMNotificationRouter;
import org.opendaylight.mdsal.dom.broker.DOMRpcRouter;
import org.opendaylight.mdsal.dom.broker.RouterDOMActionProviderService;
import org.opendaylight.mdsal.dom.broker.RouterDOMActionService;
import org.opendaylight.mdsal.dom.broker.RouterDOMNotificationService;
import org.opendaylight.mdsal.dom.broker.RouterDOMPublishNotificationService;
import org.opendaylight.mdsal.dom.broker.RouterDOMRpcProviderService;
import org.opendaylight.mdsal.dom.broker.RouterDOMRpcService;
import org.opendaylight.mdsal.dom.broker.SerializedDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.FixedDOMSchemaService;
import org.opendaylight.mdsal.dom.store.inmemory.InMemoryDOMDataStore;
import org.opendaylight.yangtools.binding.data.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.yangtools.binding.data.codec.impl.di.DefaultBindingDOMCodecServices;
import org.opendaylight.yangtools.binding.generator.impl.DefaultBindingRuntimeGenerator;
import org.opendaylight.yangtools.binding.runtime.api.DefaultBindingRuntimeContext;
import org.opendaylight.yangtools.binding.runtime.api.ModuleInfoSnapshot;
import org.opendaylight.yangtools.yang.model.api.source.SourceIdentifier;
import org.opendaylight.yangtools.yang.model.api.source.YangTextSource;
import org.opendaylight.yangtools.yang.model.repo.api.MissingSchemaSourceException;
import org.openmfs.northbound.auth.OwnerOnlyFiles;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Limits;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/**
 * MD-SAL in this process: every module of the class path, brokers for data, RPCs, actions and notifications, and mount
 * points. Configuration is kept in a folder and survives a restart; operational data is not kept.
 *
 * <p>The DOM services take data as they are on the wire; the others take generated classes. Both show the same data.
 */
public final class EmbeddedMdsal implements AutoCloseable {
    private final DurableStore configuration;
    private final ExecutorService listeners;
    private final ExecutorService commits = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("mdsal-commit").daemon().factory());
    private final DOMNotificationRouter notifications = new DOMNotificationRouter();
    private final DOMMountPointService mountPoints = new DOMMountPointServiceImpl();
    private final DOMSchemaService schemas;
    private final DOMRpcRouter rpcs;
    private final DOMDataBroker data;
    private final DefaultBindingDOMCodecServices codecs;
    private final BindingAdapterFactory binding;

    private EmbeddedMdsal(ModuleInfoSnapshot models, DurableStore configuration, ExecutorService listeners) {
        this.configuration = configuration;
        this.listeners = listeners;
        schemas = new FixedDOMSchemaService(models::modelContext, source -> sourceOf(models, source));
        codecs = new DefaultBindingDOMCodecServices(new DefaultBindingRuntimeContext(
                new DefaultBindingRuntimeGenerator().generateTypeMapping(models.modelContext()), models));
        binding = new BindingAdapterFactory(new ConstantAdapterContext(codecs));
        rpcs = new DOMRpcRouter(schemas);
        var operational =
                new InMemoryDOMDataStore("operational", LogicalDatastoreType.OPERATIONAL, listeners, 1_000, false);
        operational.onModelContextUpdated(models.modelContext());
        data = new SerializedDOMDataBroker(
                Map.of(
                        LogicalDatastoreType.CONFIGURATION, configuration,
                        LogicalDatastoreType.OPERATIONAL, operational),
                commits);
    }

    private static ListenableFuture<YangTextSource> sourceOf(ModuleInfoSnapshot models, SourceIdentifier id) {
        YangTextSource source = models.yangTextSource(id);
        return source != null
                ? Futures.immediateFuture(source)
                : Futures.immediateFailedFuture(new MissingSchemaSourceException(id, "no such module"));
    }

    /**
     * Starts with the configuration that is kept in a folder, and keeps it there from now on.
     *
     * @param folder made if it is not there; its files only their owner may read
     * @throws DamagedConfigurationException if what is kept there can't be used; its message is for an operator
     * @throws IOException if the folder can't be read or made
     */
    public static EmbeddedMdsal keepingIn(Path folder) throws IOException {
        OwnerOnlyFiles.makeFolder(folder);
        ModuleInfoSnapshot models = YangModels.onClassPath();
        return start(models, new JournaledConfiguration(placeOf(folder, models), Limits.ORDINARY));
    }

    /**
     * Starts with the configuration that is kept in a folder at this moment, also while another program keeps it there;
     * keeps nothing.
     *
     * @throws DamagedConfigurationException if what is kept there can't be used; its message is for an operator
     * @throws IOException if the folder can't be read
     */
    public static EmbeddedMdsal readingFrom(Path folder) throws IOException {
        ModuleInfoSnapshot models = YangModels.onClassPath();
        return start(models, new ForgetfulKeeper(JournaledConfiguration.read(placeOf(folder, models))));
    }

    private static Place placeOf(Path folder, ModuleInfoSnapshot models) {
        return new Place(folder, models.modelContext(), ModelSet.of(models));
    }

    /** Starts with an empty configuration that ends with this object: for tests. */
    public static EmbeddedMdsal inMemory() {
        try {
            return start(YangModels.onClassPath(), ForgetfulKeeper.ofNothing());
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read, so nothing can fail to be", e);
        }
    }

    private static EmbeddedMdsal start(ModuleInfoSnapshot models, ConfigurationKeeper keeper) throws IOException {
        ExecutorService listeners = Executors.newVirtualThreadPerTaskExecutor();
        return new EmbeddedMdsal(models, DurableStore.open(models.modelContext(), keeper, listeners), listeners);
    }

    @Override
    public void close() throws InterruptedException {
        notifications.close();
        rpcs.shutdown();
        for (ExecutorService executor : new ExecutorService[] {commits, listeners}) {
            executor.shutdown();
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        }
        configuration.close();
    }

    public DOMSchemaService schemas() {
        return schemas;
    }

    /** Between generated objects and data as they are in the datastore. */
    public BindingNormalizedNodeSerializer serializer() {
        return codecs;
    }

    public DOMDataBroker domDataBroker() {
        return data;
    }

    public DataBroker dataBroker() {
        return binding.createDataBroker(data);
    }

    public DOMRpcService domRpcService() {
        return new RouterDOMRpcService(rpcs);
    }

    public DOMRpcProviderService domRpcProviderService() {
        return new RouterDOMRpcProviderService(rpcs);
    }

    public RpcService rpcService() {
        return binding.createRpcService(domRpcService());
    }

    public RpcProviderService rpcProviderService() {
        return binding.createRpcProviderService(domRpcProviderService());
    }

    public DOMActionService domActionService() {
        return new RouterDOMActionService(rpcs);
    }

    public DOMActionProviderService domActionProviderService() {
        return new RouterDOMActionProviderService(rpcs);
    }

    public ActionProviderService actionProviderService() {
        return binding.createActionProviderService(domActionProviderService());
    }

    public DOMNotificationService domNotificationService() {
        return new RouterDOMNotificationService(notifications);
    }

    public DOMNotificationPublishService domNotificationPublishService() {
        return new RouterDOMPublishNotificationService(notifications);
    }

    public NotificationService notificationService() {
        return binding.createNotificationService(domNotificationService());
    }

    public NotificationPublishService notificationPublishService() {
        return binding.createNotificationPublishService(domNotificationPublishService());
    }

    public DOMMountPointService domMountPointService() {
        return mountPoints;
    }

    public MountPointService mountPointService() {
        return binding.createMountPointService(mountPoints);
    }
}
