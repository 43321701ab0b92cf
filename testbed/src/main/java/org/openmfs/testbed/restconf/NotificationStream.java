package org.openmfs.testbed.restconf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.InstantSource;
import org.openmfs.testbed.web.EventFeed;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/** The NETCONF event stream of one server (RFC 8040, section 6), JSON encoding, without replay. */
public final class NotificationStream implements AutoCloseable {
    static final String PATH = "/restconf/streams/NETCONF/json";
    private final InstantSource clock;
    private final EventFeed feed = new EventFeed();

    public NotificationStream(InstantSource clock) {
        this.clock = clock;
    }

    /** @param qualifiedName module and name of the YANG notification */
    public void publish(String qualifiedName, JsonElement content) {
        JsonObject notification = Json.object("eventTime", clock.instant().toString(), qualifiedName, content);
        feed.publish(Json.object("ietf-restconf:notification", notification).toString());
    }

    Reply subscribe() {
        return new Reply.Events(feed.subscribe());
    }

    @Override
    public void close() {
        feed.close();
    }
}
