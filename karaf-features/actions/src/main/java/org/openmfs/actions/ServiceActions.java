package org.openmfs.actions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import org.openmfs.actions.port.Restconf;

/** What is done with a service that is there: a dry run, suspended and resumed, another key. */
public final class ServiceActions {
    private static final String PLAN = "mfs-service:plan-service";
    private static final String REKEY = "mfs-operation:rekey-service";
    private static final String ID = "id";

    private final Datastore datastore;
    private final Reading reading;

    public ServiceActions(Restconf restconf) {
        this.datastore = new Datastore(restconf);
        this.reading = new Reading(datastore);
    }

    /** What would be done for it now; nothing is done. */
    public Result.Planned plan(String service) throws ActionFailure, InterruptedException {
        require(service);
        return new Result.Planned(service, datastore.invoke(PLAN, Members.of(ID, new JsonPrimitive(service))));
    }

    /**
     * What would be done for a service that is not configured, or configured otherwise.
     *
     * @param file a service, as {@code apply} takes it
     */
    public Result.Planned plan(Document file) throws ActionFailure, InterruptedException {
        JsonObject service = file.service();
        JsonObject intent = new JsonObject();
        for (Map.Entry<String, JsonElement> member : service.entrySet()) {
            if (!member.getKey().equals(ID)) {
                intent.add(member.getKey(), member.getValue());
            }
        }
        String id = Members.text(service, ID).orElseThrow();
        JsonObject input = Members.of(ID, new JsonPrimitive(id));
        input.add("intent", intent);
        return new Result.Planned(id, datastore.invoke(PLAN, input));
    }

    /** Takes it out of service, and keeps its configuration. */
    public Result.Done suspend(String service) throws ActionFailure, InterruptedException {
        return state(service, "suspended", "suspended");
    }

    /** Serves it again. */
    public Result.Done resume(String service) throws ActionFailure, InterruptedException {
        return state(service, "active", "resumed");
    }

    private Result.Done state(String service, String state, String deed) throws ActionFailure, InterruptedException {
        JsonObject change = Members.of(ID, new JsonPrimitive(service));
        change.addProperty("admin-state", state);
        if (!datastore.amend(
                Subject.SERVICES.path(service), Members.of(Subject.SERVICES.qualifiedList(), Members.list(change)))) {
            throw reading.unknown(Subject.SERVICES, service);
        }
        return done(deed, service);
    }

    /** Has the key in use replaced now. */
    public Result.Done rekey(String service) throws ActionFailure, InterruptedException {
        require(service);
        datastore.invoke(REKEY, Members.of(ID, new JsonPrimitive(service)));
        return done("asked for another key of", service);
    }

    private void require(String service) throws ActionFailure, InterruptedException {
        if (datastore.read(Subject.SERVICES.path(service) + "?content=config").isEmpty()) {
            throw reading.unknown(Subject.SERVICES, service);
        }
    }

    private static Result.Done done(String deed, String service) {
        return new Result.Done(deed, List.of(Subject.SERVICES.one() + " " + service));
    }
}
