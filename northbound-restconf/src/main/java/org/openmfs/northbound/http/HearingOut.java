package org.openmfs.northbound.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A body that says that it is too big is read to its end, and thrown away, before it is refused: over HTTP/2 most clients
 * take an answer that comes earlier, with the stream's reset behind it, for a fault of the connection (RFC 9113 section
 * 8.1). One that is far too big is refused at once.
 */
final class HearingOut extends Handler.Wrapper {
    private static final int FAR_TOO_BIG = 4;
    private final long largest;

    /** @param largest octets of a body */
    HearingOut(Handler next, int largest) {
        super(next);
        this.largest = largest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean shared = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        long length = request.getLength();
        if (!shared || length <= largest || length > FAR_TOO_BIG * largest) {
            return super.handle(request, response, callback);
        }
        Content.Source.consumeAll(
                request,
                Callback.from(
                        () -> Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413),
                        callback::failed));
        return true;
    }
}
