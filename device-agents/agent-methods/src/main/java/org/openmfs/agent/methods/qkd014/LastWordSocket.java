package org.openmfs.agent.methods.qkd014;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/**
 * A socket on which what is written after the other side has ended the connection is lost without a word, so that what it
 * said last, such as an alert, is still read.
 */
final class LastWordSocket extends Socket {
    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                try {
                    out.write(octets, from, count);
                } catch (SocketException ended) {
                    if (isClosed()) {
                        throw ended;
                    }
                }
            }
        };
    }
}
