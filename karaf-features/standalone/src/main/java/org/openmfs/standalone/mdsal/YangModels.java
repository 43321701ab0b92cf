package org.openmfs.standalone.mdsal;

import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.binding.DataRoot;
import org.opendaylight.yangtools.binding.YangFeature;
import org.opendaylight.yangtools.binding.meta.YangFeatureProvider;
import org.opendaylight.yangtools.binding.runtime.api.ModuleInfoSnapshot;
import org.opendaylight.yangtools.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yangtools.binding.runtime.spi.ModuleInfoSnapshotBuilder;
import org.opendaylight.yangtools.yang.parser.api.YangParserException;
import org.opendaylight.yangtools.yang.parser.impl.DefaultYangParserFactory;

/** Which YANG modules this program knows: every one whose generated binding lies on the class path. */
final class YangModels {
    private YangModels() {}

    /**
     * Reads and links the modules.
     *
     * @throws IllegalStateException if they do not fit together, which is a fault of the packaging
     */
    static ModuleInfoSnapshot onClassPath() {
        ModuleInfoSnapshotBuilder models = new ModuleInfoSnapshotBuilder(new DefaultYangParserFactory());
        models.add(BindingRuntimeHelpers.loadModuleInfos());
        for (YangFeatureProvider<?> provider : ServiceLoader.load(YangFeatureProvider.class)) {
            addFeatures(models, provider);
        }
        try {
            return models.build();
        } catch (YangParserException e) {
            throw new IllegalStateException("the YANG modules of this program do not fit together", e);
        }
    }

    private static <R extends DataRoot<R>> void addFeatures(
            ModuleInfoSnapshotBuilder models, YangFeatureProvider<R> provider) {
        models.addModuleFeatures(
                provider.boundModule(),
                provider.supportedFeatures().stream()
                        .map(feature -> (YangFeature<?, R>) feature)
                        .collect(Collectors.toSet()));
    }
}
