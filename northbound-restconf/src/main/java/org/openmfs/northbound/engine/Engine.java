package org.openmfs.northbound.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.restconf.api.QueryParameters;
import org.opendaylight.restconf.server.api.RestconfServer;
import org.opendaylight.restconf.server.api.ServerRequest;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OpenDaylight's RESTCONF server, asked one question at a time. */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private final RestconfServer server;
    private final Duration patience;

    /** @param patience how long an answer is waited for */
    public Engine(RestconfServer server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** One method of the server, with what it needs but the request. */
    public interface Question<R> extends BiConsumer<RestconfServer, ServerRequest<R>> {}

    /** Asks what is there; waits for the answer. */
    public <R> R read(User user, Map<String, String> query, Question<R> question) throws RefusedException {
        return read(user, query, "", question);
    }

    /** @param path where the request points, for errors that do not say where they are */
    public <R> R read(User user, Map<String, String> query, String path, Question<R> question) throws RefusedException {
        try {
            return switch (answer(user, query, question, "The datastore does not answer; nothing was changed.")) {
                case Answer.Done<R>(R result) -> result;
                case Answer.Failed<R>(List<RequestError> errors) ->
                    throw new RefusedException(EngineErrors.ofReading(errors, path));
            };
        } catch (IllegalStateException e) {
            // a datastore in a cluster throws what one in memory tells by its answer
            LOG.error("the datastore can't be read", e);
            throw new RefusedException(path, Condition.STORE_AWAY, EngineErrors.UNREADABLE);
        }
    }

    /** Has something done; waits for the answer. */
    public <R> R ask(User user, Map<String, String> query, Question<R> question) throws RefusedException {
        return switch (answer(user, query, question)) {
            case Answer.Done<R>(R result) -> result;
            case Answer.Failed<R>(List<RequestError> errors) ->
                throw new RefusedException(EngineErrors.translate(errors, ""));
        };
    }

    /** As {@link #ask}, for who looks at the errors himself. */
    public <R> Answer<R> answer(User user, Map<String, String> query, Question<R> question) throws RefusedException {
        return answer(user, query, question, "It is not known whether it was done: read what is there.");
    }

    /** @param unanswered what the client is told where there is no answer in time */
    private <R> Answer<R> answer(User user, Map<String, String> query, Question<R> question, String unanswered)
            throws RefusedException {
        EngineCall<R> call = new EngineCall<>(user, QueryParameters.of(query));
        question.accept(server, call);
        try {
            return call.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.error("a request was not answered for {} s", patience.toSeconds());
            throw new RefusedException(Condition.STORE_AWAY, unanswered);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Condition.FAILED, "The server is being stopped. " + unanswered);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never exceptional", e);
        }
    }
}
