package org.openmfs.northbound.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies have a limit, whether they say how long they are or not. */
@PreMatching
@Priority(BodyLimit.FIRST)
public final class BodyLimit implements ContainerRequestFilter {
    static final int FIRST = 1;

    private final int largest;

    /** @param largest octets */
    public BodyLimit(int largest) {
        this.largest = largest;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > largest) {
            throw tooBig();
        }
        request.setEntityStream(new Counted(request.getEntityStream()));
    }

    private static WebApplicationException tooBig() {
        return new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }

    private final class Counted extends FilterInputStream {
        private int read;

        Counted(InputStream body) {
            super(body);
        }

        private int counted(int octets) {
            read += Math.max(0, octets);
            if (read > largest) {
                throw tooBig();
            }
            return octets;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            counted(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return counted(super.read(into, from, most));
        }
    }
}
