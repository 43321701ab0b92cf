package org.openmfs.northbound.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Bodies have a limit, whether they say how long they are or not, and a time to come in, however they do. */
@PreMatching
@Priority(BodyLimit.FIRST)
final class BodyLimit implements ContainerRequestFilter {
    static final int FIRST = 1;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final int largest;
    private final Duration patience;

    /**
     * Of each body.
     *
     * @param largest octets
     * @param patience from the head of a request to the end of its body
     */
    BodyLimit(int largest, Duration patience) {
        this.largest = largest;
        this.patience = patience;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (saidLength(request) > largest) {
            throw tooBig();
        }
        request.setEntityStream(new Counted(request.getEntityStream()));
    }

    /** A client may say more than an int holds, for which Jersey takes it. */
    private static long saidLength(ContainerRequestContext request) {
        String said = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return said != null && NUMBER.matcher(said).matches() ? Long.parseLong(said) : -1;
    }

    private static WebApplicationException tooBig() {
        return new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }

    private final class Counted extends FilterInputStream {
        private final long begin = System.nanoTime();
        private int read;

        Counted(InputStream body) {
            super(body);
        }

        private int counted(int octets) throws IOException {
            read += Math.max(0, octets);
            if (read > largest) {
                throw tooBig();
            }
            if (octets > 0 && System.nanoTime() - begin > patience.toNanos()) {
                throw new IOException(new TimeoutException("the body came too slowly"));
            }
            return octets;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            counted(octet < 0 ? octet : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return counted(super.read(into, from, most));
        }
    }
}
