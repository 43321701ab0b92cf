package org.openmfs.agent.netconf.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.opendaylight.netconf.shaded.sshd.client.SshClient;
import org.opendaylight.netconf.shaded.sshd.client.channel.ChannelSubsystem;
import org.opendaylight.netconf.shaded.sshd.client.session.ClientSession;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A NETCONF client of its own: it can also say what no proper client says. */
public final class NetconfClient implements AutoCloseable {
    static final String HELLO_1_1 = helloOf("urn:ietf:params:netconf:base:1.0", "urn:ietf:params:netconf:base:1.1");
    static final String HELLO_1_0 = helloOf("urn:ietf:params:netconf:base:1.0");

    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final long PATIENCE = 20;

    private final SshClient ssh = SshClient.setUpDefaultClient();
    private final BlockingQueue<String> notifications = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private ClientSession session;
    private ChannelSubsystem channel;
    private OutputStream out;
    private boolean isChunked;
    private String serverHello;
    private int messageId;

    /** Logs in and exchanges hellos for base:1.1. */
    public static NetconfClient connect(AgentServer server, String password) throws IOException {
        return connect(server.port(), "admin", password);
    }

    public static NetconfClient connect(int port, String user, String password) throws IOException {
        var client = new NetconfClient();
        client.login(port, user, password);
        client.open();
        client.hello(HELLO_1_1);
        return client;
    }

    static String helloOf(String... capabilities) {
        var text = new StringBuilder("<hello xmlns=\"" + BASE + "\"><capabilities>");
        for (var capability : capabilities) {
            text.append("<capability>").append(capability).append("</capability>");
        }
        return text.append("</capabilities></hello>").toString();
    }

    NetconfClient() {
        ssh.setServerKeyVerifier((session, from, key) -> true);
        ssh.start();
    }

    SshClient ssh() {
        return ssh;
    }

    void login(int port, String user, String password) throws IOException {
        session = ssh.connect(user, "127.0.0.1", port)
                .verify(PATIENCE, TimeUnit.SECONDS)
                .getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE, TimeUnit.SECONDS);
    }

    ClientSession session() {
        return session;
    }

    /** Opens the subsystem and reads the server's hello. */
    void open() throws IOException {
        channel = session.createSubsystemChannel("netconf");
        channel.open().verify(PATIENCE, TimeUnit.SECONDS);
        out = channel.getInvertedIn();
        serverHello = readToEnd(channel.getInvertedOut());
    }

    String serverHello() {
        return serverHello;
    }

    void hello(String text) throws IOException {
        hello(text, "]]>]]>");
    }

    void hello(String text, String end) throws IOException {
        send(text + end);
        isChunked = text.contains("base:1.1");
        startReading();
    }

    /** Says hello for base:1.1, but reads nothing until told to. */
    void helloWithoutReading() throws IOException {
        send(HELLO_1_1 + "]]>]]>");
        isChunked = true;
    }

    void startReading() {
        var in = channel.getInvertedOut();
        Thread.startVirtualThread(() -> readAll(in));
    }

    /** Sends bytes as they are. */
    void send(String raw) throws IOException {
        out.write(raw.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends one operation and gives the reply. */
    public String rpc(String operation) throws IOException, InterruptedException {
        send(frame(envelope(operation)));
        return reply();
    }

    /** Sends one operation whose reply is read later. */
    void request(String operation) throws IOException {
        send(frame(envelope(operation)));
    }

    String envelope(String operation) {
        return "<rpc xmlns=\"" + BASE + "\" message-id=\"" + ++messageId + "\">" + operation + "</rpc>";
    }

    String frame(String message) {
        var length = message.getBytes(StandardCharsets.UTF_8).length;
        return isChunked ? "\n#" + length + "\n" + message + "\n##\n" : message + "]]>]]>";
    }

    String reply() throws InterruptedException {
        var reply = replies.poll(PATIENCE, TimeUnit.SECONDS);
        if (reply == null) {
            throw new AssertionError("no reply in " + PATIENCE + " s");
        }
        return reply;
    }

    public String notification() throws InterruptedException {
        var event = notifications.poll(PATIENCE, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no notification in " + PATIENCE + " s");
        }
        return event;
    }

    boolean hasNotification() {
        return !notifications.isEmpty();
    }

    /** Waits until the server hangs up, without hanging up first. */
    boolean isHungUp() {
        return isHungUp(session);
    }

    static boolean isHungUp(ClientSession session) {
        var closed = EnumSet.of(ClientSession.ClientSessionEvent.CLOSED);
        return session.waitFor(closed, Duration.ofSeconds(PATIENCE)).containsAll(closed);
    }

    /** Tries to open the subsystem, and says whether the server hangs up instead. */
    boolean isRefused() throws InterruptedException {
        try {
            open();
            return false;
        } catch (IOException refused) {
            return isHungUp();
        }
    }

    /** Says that nothing more comes. */
    void endInput() throws IOException {
        out.close();
    }

    void closeChannel() {
        channel.close(false);
    }

    ChannelSubsystem channel() {
        return channel;
    }

    @Override
    public void close() {
        ssh.stop();
    }

    /** The text that an XPath without prefixes finds in a message. */
    public static String find(String message, String path) {
        try {
            var bare = path.replaceAll("(?<![\\w'@:*-])([a-zA-Z][\\w-]*)(?![\\w(':-])", "*[local-name()='$1']");
            return XPathFactory.newInstance()
                    .newXPath()
                    .evaluate(bare, parse(message))
                    .trim();
        } catch (XPathExpressionException wrong) {
            throw new IllegalArgumentException(path, wrong);
        }
    }

    static int count(String message, String element) {
        return parse(message).getElementsByTagNameNS("*", element).getLength();
    }

    static Document parse(String message) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(message)));
        } catch (ParserConfigurationException | SAXException | IOException wrong) {
            throw new AssertionError("not XML: " + message, wrong);
        }
    }

    private void readAll(InputStream in) {
        try {
            while (true) {
                var message = isChunked ? readChunks(in) : readToEnd(in);
                (message.contains("<notification") ? notifications : replies).add(message);
            }
        } catch (IOException closed) {
            // The test looks at the session when it wants to know.
        }
    }

    private static String readToEnd(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            bytes.write(next(in));
            if (bytes.size() >= 6) {
                var text = bytes.toString(StandardCharsets.UTF_8);
                if (text.endsWith("]]>]]>")) {
                    return text.substring(0, text.length() - 6);
                }
            }
        }
    }

    private static String readChunks(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            expect(in, '\n');
            expect(in, '#');
            var header = new StringBuilder();
            for (var digit = next(in); digit != '\n'; digit = next(in)) {
                header.append((char) digit);
            }
            if (header.toString().equals("#")) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            bytes.write(in.readNBytes(Integer.parseInt(header.toString())));
        }
    }

    private static void expect(InputStream in, char wanted) throws IOException {
        var found = next(in);
        if (found != wanted) {
            throw new IOException("expected " + (int) wanted + ", not " + found);
        }
    }

    private static int next(InputStream in) throws IOException {
        var found = in.read();
        if (found < 0) {
            throw new EOFException("closed");
        }
        return found;
    }
}
