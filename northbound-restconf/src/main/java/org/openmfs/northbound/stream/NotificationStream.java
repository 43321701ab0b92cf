package org.openmfs.northbound.stream;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Notifications of the models as JSON events (RFC 8040, section 6.4). Who was away may ask for the last of them; state is
 * read from the datastore, events only say that it changed.
 */
public final class NotificationStream implements AutoCloseable {
    private final String name;
    private final DOMSchemaService schemas;
    private final InstantSource clock;
    private final EventLog log;
    /** With the time after which nothing is wanted any more. */
    private final Map<EventSource.Listener, Instant> listeners = new LinkedHashMap<>();

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
        this.log = new EventLog(clock.instant());
        List<Absolute> paths = types.stream().map(Absolute::of).toList();
        this.registration = notifications.registerNotificationListener(this::publish, paths);
    }

    public String name() {
        return name;
    }

    /** After which everything is kept that happened. */
    public synchronized Instant keptSince() {
        return log.since();
    }

    /** How many clients are listening. */
    public synchronized int watchers() {
        return listeners.size();
    }

    /** How many events there were since the start. */
    public synchronized long told() {
        return log.count();
    }

    /**
     * What happens from now on, and before that what the client wants to know.
     *
     * @param end when nothing more is wanted, which may be past
     */
    public EventSource source(Wanted wanted, Optional<Instant> end) {
        return listener -> watch(listener, wanted, end.orElse(Instant.MAX));
    }

    private synchronized EventSource.Watch watch(EventSource.Listener listener, Wanted wanted, Instant end) {
        Past past = past(wanted, end);
        listeners.put(listener, end);
        return new EventSource.Watch() {
            @Override
            public List<EventSource.Event> before() {
                return past.events();
            }

            @Override
            public Optional<String> gap() {
                return past.gap();
            }

            @Override
            public Optional<String> over() {
                return clock.instant().isAfter(end) ? Optional.of("its stop-time is reached") : Optional.empty();
            }

            @Override
            public void close() {
                leave(listener);
            }
        };
    }

    private synchronized void leave(EventSource.Listener listener) {
        listeners.remove(listener);
    }

    private record Past(List<EventSource.Event> events, Optional<String> gap) {}

    private Past past(Wanted wanted, Instant end) {
        return switch (wanted) {
            case Wanted.Now now -> new Past(List.of(), Optional.empty());
            case Wanted.After(String id) ->
                log.after(id, end)
                        .map(events -> new Past(events, Optional.empty()))
                        .orElseGet(() -> new Past(log.between(Instant.MIN, end), Optional.of(gap())));
            case Wanted.Since(Instant time) ->
                new Past(log.between(time, end), log.isKeptSince(time) ? Optional.empty() : Optional.of(gap()));
        };
    }

    private String gap() {
        return "what happened until " + log.since().truncatedTo(ChronoUnit.MILLIS)
                + " is not kept: read the state for it";
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            listeners.keySet().forEach(listener -> listener.ended("the controller stops"));
        }
    }

    private void publish(DOMNotification notification) {
        Instant time = notification instanceof DOMEvent event ? event.getEventInstant() : clock.instant();
        tell(time, format(notification, time));
    }

    private synchronized void tell(Instant time, String text) {
        EventSource.Event event = log.add(time, text);
        listeners.forEach((listener, end) -> {
            if (!time.isAfter(end)) {
                listener.happened(event);
            }
        });
    }

    private String format(DOMNotification notification, Instant time) {
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
