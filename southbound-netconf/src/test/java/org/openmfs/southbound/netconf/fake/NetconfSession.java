package org.openmfs.southbound.netconf.fake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.opendaylight.netconf.shaded.sshd.server.Environment;
import org.opendaylight.netconf.shaded.sshd.server.ExitCallback;
import org.opendaylight.netconf.shaded.sshd.server.channel.ChannelSession;
import org.opendaylight.netconf.shaded.sshd.server.command.Command;

/** One session of a fake device: framing by end marker and by chunks (RFC 6242), one request after the other. */
final class NetconfSession implements Command {
    private static final String END = "]]>]]>";

    private final FakeAgent agent;
    private final int id;
    private final Instant since = Instant.now();
    private InputStream in;
    private OutputStream out;
    private ChannelSession channel;
    private boolean chunked;
    volatile boolean subscribed;

    NetconfSession(FakeAgent agent, int id) {
        this.agent = agent;
        this.id = id;
    }

    int id() {
        return id;
    }

    Instant since() {
        return since;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {}

    @Override
    public void setExitCallback(ExitCallback callback) {}

    @Override
    public void start(ChannelSession at, Environment environment) {
        channel = at;
        Thread.ofVirtual().start(this::serve);
    }

    @Override
    public void destroy(ChannelSession at) {
        agent.ended(this);
    }

    private void serve() {
        try {
            if (agent.silent()) {
                return;
            }
            Set<String> capabilities = agent.capabilities();
            send(agent.hello(id));
            boolean both = read().contains("base:1.1");
            chunked = both && capabilities.contains("urn:ietf:params:netconf:base:1.1");
            while (true) {
                agent.serve(this, read());
            }
        } catch (IOException e) {
            drop();
        }
    }

    void drop() {
        agent.ended(this);
        channel.getSession().close(true);
    }

    synchronized void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (chunked) {
            int half = bytes.length / 2;
            out.write(("\n#" + half + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, half);
            out.write(("\n#" + (bytes.length - half) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, half, bytes.length - half);
            out.write("\n##\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(bytes);
            out.write(END.getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private String read() throws IOException {
        return chunked ? readChunks() : readToMarker();
    }

    private String readToMarker() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            message.write(next());
            String text = message.toString(StandardCharsets.UTF_8);
            if (text.endsWith(END)) {
                return text.substring(0, text.length() - END.length());
            }
        }
    }

    private String readChunks() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String header = header(); !header.equals("#"); header = header()) {
            message.write(in.readNBytes(Integer.parseInt(header)));
        }
        return message.toString(StandardCharsets.UTF_8);
    }

    private String header() throws IOException {
        if (next() != '\n' || next() != '#') {
            throw new IOException("no chunk");
        }
        StringBuilder header = new StringBuilder();
        for (int character = next(); character != '\n'; character = next()) {
            header.append((char) character);
        }
        return header.toString();
    }

    private int next() throws IOException {
        int character = in.read();
        if (character < 0) {
            throw new EOFException();
        }
        return character;
    }
}
