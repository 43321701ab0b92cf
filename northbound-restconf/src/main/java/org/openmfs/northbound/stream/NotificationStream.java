package org.openmfs.northbound.stream;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.opendaylight.mdsal.dom.api.DOMEvent;
import org.opendaylight.mdsal.dom.api.DOMNotification;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.model.api.stmt.SchemaNodeIdentifier.Absolute;
import org.openmfs.northbound.http.EventSource;

/**
 * Notifications of the models as JSON events (RFC 8040, section 6.4). Who is not watching misses them: state is read
 * from the datastore, events only say that it changed.
 */
public final class NotificationStream implements EventSource, AutoCloseable {
    private final String name;
    private final DOMSchemaService schemas;
    private final InstantSource clock;
    private final Set<Listener> listeners = new CopyOnWriteArraySet<>();
    private final Registration registration;

    /**
     * Listens from now on.
     *
     * @param name what clients call it
     * @param types names of the notifications that it carries
     */
    public NotificationStream(
            String name,
            Collection<QName> types,
            DOMNotificationService notifications,
            DOMSchemaService schemas,
            InstantSource clock) {
        this.name = name;
        this.schemas = schemas;
        this.clock = clock;
        List<Absolute> paths = types.stream().map(Absolute::of).toList();
        this.registration = notifications.registerNotificationListener(this::publish, paths);
    }

    public String name() {
        return name;
    }

    @Override
    public Watch watch(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        registration.close();
        listeners.forEach(listener -> listener.ended("the controller stops"));
    }

    private void publish(DOMNotification notification) {
        if (!listeners.isEmpty()) {
            String event = format(notification);
            listeners.forEach(listener -> listener.happened(event));
        }
    }

    private String format(DOMNotification notification) {
        Instant time = notification instanceof DOMEvent event ? event.getEventInstant() : clock.instant();
        StringWriter text = new StringWriter();
        try {
            JsonWriter json = new JsonWriter(text);
            json.beginObject().name("ietf-restconf:notification").beginObject();
            json.name("eventTime").value(time.truncatedTo(ChronoUnit.MILLIS).toString());
            var stream = JSONNormalizedNodeStreamWriter.createNestedWriter(
                    JSONCodecFactorySupplier.RFC7951.getShared(schemas.getGlobalContext()),
                    notification.getType(),
                    null,
                    json);
            NormalizedNodeWriter.forStreamWriter(stream)
                    .write(notification.getBody())
                    .flush();
            json.endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }
}
