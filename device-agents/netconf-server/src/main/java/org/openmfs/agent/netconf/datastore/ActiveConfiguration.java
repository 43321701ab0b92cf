package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.file.FileFault;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration the agent runs with, and the only way to another one. Guarded by {@link Datastores}. */
final class ActiveConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveConfiguration.class);

    private final ConfigurationSink sink;
    private final RunningStore store;
    private volatile Configuration current;

    ActiveConfiguration(ConfigurationSink sink, RunningStore store, Configuration current) {
        this.sink = requireNonNull(sink);
        this.store = requireNonNull(store);
        this.current = requireNonNull(current);
    }

    Configuration current() {
        return current;
    }

    /** Changes over until the next start, or stays as it was. */
    void use(Configuration next) throws RequestRefused {
        var before = current;
        if (before.equals(next)) {
            return;
        }
        try {
            apply(next);
        } catch (RequestRefused refused) {
            restore(before);
            throw refused;
        }
        current = next;
    }

    /** Changes over for good, or stays as it was. */
    void keep(Configuration next) throws RequestRefused {
        var before = current;
        use(next);
        try {
            store.save(next);
        } catch (IOException unsaved) {
            LOG.error("the configuration cannot be stored: {}", FileFault.text(unsaved));
            restore(before);
            current = before;
            throw RequestRefused.of(
                    ErrorTag.OPERATION_FAILED,
                    "The configuration cannot be stored on this device: " + FileFault.reason(unsaved));
        }
    }

    /** Goes back to a configuration that the agent ran with. What cannot be applied now is applied at the next start. */
    void goBack(Configuration before) {
        try {
            use(before);
        } catch (RequestRefused refused) {
            LOG.error("the configuration cannot be taken back: {}", refused.getMessage());
            current = before;
        }
    }

    private void restore(Configuration before) throws RequestRefused {
        try {
            apply(before);
        } catch (RequestRefused refused) {
            LOG.error("a commit failed and cannot be undone: {}", refused.getMessage());
            throw RequestRefused.of(ErrorTag.ROLLBACK_FAILED, "The commit failed and cannot be undone");
        }
    }

    private void apply(Configuration next) throws RequestRefused {
        try {
            sink.apply(next);
        } catch (RuntimeException broken) {
            LOG.error("the agent failed to apply a configuration", broken);
            throw RequestRefused.of(ErrorTag.OPERATION_FAILED, "The agent cannot apply this configuration");
        }
    }
}
