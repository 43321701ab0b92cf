package org.openmfs.northbound.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.api.QueryParameters;
import org.opendaylight.restconf.api.query.PrettyPrintParam;
import org.opendaylight.restconf.server.api.AbstractServerRequest;
import org.opendaylight.restconf.server.api.TransportSession;
import org.opendaylight.restconf.server.api.YangErrorsBody;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.subscribed.notifications.rev190909.EncodeJson$I;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.auth.User;

/** One request to the engine, and its answer. */
final class EngineCall<R> extends AbstractServerRequest<R> {
    private final CompletableFuture<Answer<R>> answer = new CompletableFuture<>();

    EngineCall(User user, QueryParameters query) {
        super(user, query, PrettyPrintParam.FALSE);
    }

    CompletableFuture<Answer<R>> answer() {
        return answer;
    }

    @Override
    public TransportSession session() {
        return null;
    }

    @Override
    public QName requestEncoding() {
        return EncodeJson$I.QNAME;
    }

    @Override
    public void failWith(ErrorTag tag, FormattableBody body) {
        answer.complete(new Answer.Failed<>(List.of(new RequestError(ErrorType.APPLICATION, tag, ""))));
    }

    @Override
    protected void onFailure(YangErrorsBody errors) {
        answer.complete(new Answer.Failed<>(errors.errors()));
    }

    @Override
    protected void onSuccess(R result) {
        answer.complete(new Answer.Done<>(result));
    }
}
