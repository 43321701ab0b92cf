package org.openmfs.northbound.restconf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.restconf.api.ApiPath;
import org.openmfs.northbound.check.EditListCheck;
import org.openmfs.northbound.check.EditListCheck.Wish;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.write.DatastoreVersion;
import org.openmfs.northbound.write.Edit;
import org.openmfs.northbound.write.EditReader;
import org.openmfs.northbound.write.Placing;
import org.openmfs.northbound.write.WritePath;
import org.openmfs.northbound.write.WritePath.RefusedEdit;
import org.openmfs.northbound.write.WritePath.Written;

/** Changes of the configuration by clients: POST, PUT, PATCH and DELETE (RFC 8040, sections 4.4 to 4.7; RFC 8072). */
final class DataWrites {
    /** So long the datastore may take to tell of what it has committed. */
    private static final Duration TOLD = Duration.ofSeconds(1);

    private final WritePath writes;
    private final DatastoreVersion version;

    DataWrites(WritePath writes, DatastoreVersion version) {
        this.writes = writes;
        this.version = version;
    }

    HttpReply.Whole put(Request request, ApiPath path, Data target) throws RefusedException {
        Optional<Placing> placing = placing(request, target.databind());
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).replace(target, body);
        Made made = write(request, target, EditReader.replacing(target, body, placing));
        return made.written().existed()
                ? answered(204, made)
                : answered(201, made).with("location", request.addressOf(path));
    }

    HttpReply.Whole post(Request request, Data target) throws RefusedException {
        Optional<Placing> placing = placing(request, target.databind());
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).create(target, body);
        Edit edit = EditReader.creating(target, body, placing);
        Made made = write(request, target, edit);
        return answered(201, made).with("location", request.addressOf(Address.of(target.databind(), edit.path())));
    }

    HttpReply.Whole patch(Request request, ApiPath path, Data target) throws RefusedException {
        Query.of(request.call(), Query.CHANGING);
        Optional<Payload> list = Representation.edits(request.call());
        if (list.isPresent()) {
            return editList(request, path, target, list.get());
        }
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).merge(target, body);
        return answered(204, write(request, target, EditReader.amending(target, body)));
    }

    HttpReply.Whole delete(Request request, Data target) throws RefusedException {
        Query.of(request.call(), Query.NONE);
        return answered(204, write(request, target, new Edit.Delete(target.instance())));
    }

    private HttpReply.Whole editList(Request request, ApiPath path, Data target, Payload body) throws RefusedException {
        Representation representation = Representation.of(request.call());
        DatabindContext databind = target.databind();
        List<Optional<Wish>> wishes =
                new EditListCheck(databind, relative -> Address.below(databind, path, relative)).check(body);
        List<Optional<Placing>> placings = new ArrayList<>();
        for (Optional<Wish> wish : wishes) {
            placings.add(
                    wish.isPresent()
                            ? Optional.of(
                                    Placing.of(wish.get().where(), wish.get().point()))
                            : Optional.empty());
        }
        EditReader.Listed listed = EditReader.listed(target, body, placings);
        EditStatus status = new EditStatus(listed.patchId(), databind);
        try {
            Conditions conditions = new Conditions(request);
            conditions.told(writes.writeEach(target, conditions, listed.edits()));
            return status.done(representation);
        } catch (RefusedEdit refused) {
            return status.refused(
                    representation,
                    listed.ids().get(refused.number()),
                    listed.edits().get(refused.number()).path(),
                    refused.why());
        }
    }

    private Made write(Request request, Data target, Edit edit) throws RefusedException {
        Conditions conditions = new Conditions(request);
        return conditions.told(writes.write(target, conditions, List.of(edit)));
    }

    /**
     * What was made, and the state that it led to.
     *
     * @param state what the client may take for known: its own change, and what there was before
     */
    private record Made(Written written, DatastoreVersion.Moment state) {}

    /** What a client's headers demand; keeps which state its change was made in. */
    private final class Conditions implements WritePath.Precondition {
        private final Request request;
        private final Optional<String> expectedPlan;
        private DatastoreVersion.Moment before = version.now();

        Conditions(Request request) throws RefusedException {
            this.request = request;
            expectedPlan =
                    Optional.ofNullable(Query.of(request.call(), Query.PLACING).get(Query.EXPECTED_PLAN));
        }

        @Override
        public Optional<String> expectedPlan() {
            return expectedPlan;
        }

        @Override
        public void begins() {
            before = version.now();
        }

        @Override
        public void check(boolean exists) throws RefusedException {
            Preconditions.check(request.call(), version, exists);
        }

        @Override
        public void made() {
            version.made();
        }

        /** A client that reads the entity tag next finds its own change in it. */
        Made told(Written written) {
            if (!written.changed()) {
                return new Made(written, before);
            }
            version.awaitNews(before, TOLD);
            return new Made(written, before.withOneMade());
        }
    }

    /** Without a tag where another's change came meanwhile: the client would overwrite that unseen. */
    private HttpReply.Whole answered(int status, Made made) {
        HttpReply.Whole reply = HttpReply.empty(status);
        return version.validators(made.state())
                .map(validators -> DataResource.versioned(reply, validators))
                .orElse(reply);
    }

    private static Optional<Placing> placing(Request request, DatabindContext databind) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.PLACING);
        if (!query.containsKey("insert")) {
            if (query.containsKey("point")) {
                throw new RefusedException(Condition.INVALID_VALUE, "A point is named with 'insert' alone.");
            }
            return Optional.empty();
        }
        Optional<Data> point = Optional.empty();
        if (query.containsKey("point")) {
            point = Optional.of(Address.below(databind, ApiPath.empty(), query.get("point")));
        }
        return Optional.of(Placing.of(query.get("insert"), point));
    }
}
