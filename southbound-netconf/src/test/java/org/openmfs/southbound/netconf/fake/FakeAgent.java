package org.openmfs.southbound.netconf.fake;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.netconf.shaded.sshd.server.command.Command;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceSite;
import org.w3c.dom.Element;

/**
 * A device in this process that speaks real SSH and real NETCONF and serves mfs-agent, written apart from what is under
 * test; each request may be made to go wrong.
 */
public final class FakeAgent implements DeviceSite {
    private static final int ANOTHER = -1;
    private static final String CAPABILITY = "urn:ietf:params:netconf:capability:";

    private final String name;
    private volatile Set<String> capabilities;
    private final SshEndpoint ssh = new SshEndpoint(this::session, this::changed);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final Datastores datastores = new Datastores(timer, this::changed);
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
    private final Set<NetconfSession> sessions = ConcurrentHashMap.newKeySet();
    private final Answers answers = new Answers(datastores, sessions, SshEndpoint.CREDENTIAL.user(), this::state);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessionIds = new AtomicInteger();
    private volatile boolean silent;
    private volatile String vendorNodes = "";
    private volatile Optional<String> scripted = Optional.empty();
    private final Changed changed = new Changed();

    /** With everything that RFC 6241 offers for changes, but these capabilities. */
    public static FakeAgent without(String name, String... missing) {
        Set<String> left = new LinkedHashSet<>(Set.of(
                "urn:ietf:params:netconf:base:1.0",
                "urn:ietf:params:netconf:base:1.1",
                CAPABILITY + "candidate:1.0",
                CAPABILITY + "confirmed-commit:1.1",
                CAPABILITY + "validate:1.1",
                CAPABILITY + "writable-running:1.0",
                CAPABILITY + "rollback-on-error:1.0",
                CAPABILITY + "notification:1.0",
                CAPABILITY + "interleave:1.0",
                "urn:example:vendor?module=vendor"));
        for (String each : missing) {
            left.removeIf(capability -> capability.contains(each));
        }
        return new FakeAgent(name, left);
    }

    public FakeAgent(String name, Set<String> capabilities) {
        this.name = name;
        this.capabilities = Set.copyOf(capabilities);
        comeBack();
    }

    /** The next requests of this name, in order, go wrong like this; those after them are served. */
    public void fault(String operation, Fault... next) {
        faults.put(operation, new ArrayDeque<>(List.of(next)));
    }

    /** Runs this just before the answer to the next request of this name is sent. */
    public void beforeAnswer(String operation, Runnable action) {
        actions.put(operation, action);
    }

    /** Adds nodes of a vendor's own to everything that is read. */
    public void addVendorNodes(String xml) {
        vendorNodes = xml;
    }

    /** From now on this is the whole of its container agent, as far as {@code get} tells; whatever it is. */
    public void answersGet(String agent) {
        scripted = Optional.of(agent);
    }

    /** Names of the requests that came, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int sessions() {
        return sessions.size();
    }

    public void awaitSessions(int number) {
        changed.await(number + " sessions", () -> sessions.size() == number);
    }

    public void awaitLogins(int number) {
        changed.await(number + " logins", () -> ssh.logins() >= number);
    }

    public void awaitRequests(String operation, int number) {
        changed.await(
                number + " times " + operation,
                () -> requests.stream().filter(operation::equals).count() >= number);
    }

    /** Waits until it runs these associations and no others. */
    public void awaitAssociations(Set<AssociationId> wanted) {
        changed.await("associations " + wanted, () -> associations().equals(wanted));
    }

    public void refuseLogins(boolean now) {
        ssh.refuseLogins(now);
    }

    public boolean awaitsConfirmation() {
        return datastores.awaitsConfirmation();
    }

    /** Sessions to come find it without this capability. */
    public void loses(String capability) {
        capabilities = capabilities.stream()
                .filter(each -> !each.contains(capability))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Key exchange methods of SSH that connections came with. */
    public Set<String> keyExchanges() {
        return ssh.keyExchanges();
    }

    /** Its half of the key exchange arrives changed, as if somebody stood in between. */
    public void garbleKeyExchanges(boolean now) {
        ssh.garbleKeyExchanges(now);
    }

    /** What it runs, as text. */
    public String running() {
        return Dom.text(datastores.running());
    }

    /** Somebody else's session holds the lock. */
    public void lockedByAnother(boolean locked) throws Datastores.Refused {
        if (locked) {
            lock(ANOTHER);
        } else {
            datastores.unlock(ANOTHER, Datastores.RUNNING);
            datastores.unlock(ANOTHER, Datastores.CANDIDATE);
        }
    }

    private void lock(int session) throws Datastores.Refused {
        datastores.lock(session, Datastores.RUNNING);
        datastores.lock(session, Datastores.CANDIDATE);
    }

    /** Another user's session, of this number, holds every lock. */
    public void lockedBy(int session, String user, Instant since) throws Datastores.Refused {
        lock(session);
        answers.others.put(session, Replies.session(session, user, since));
    }

    /** Another session asks to change what runs; false if it may not. */
    public boolean takesFromAnother(String agent) {
        try {
            datastores.editBy(ANOTHER, Dom.parse(agent));
            return true;
        } catch (Datastores.Refused refused) {
            return false;
        }
    }

    /** Takes back a commit that nobody confirmed, as if its time were over. */
    public void takesBack() {
        datastores.takeBack();
    }

    /** The next session has this number. */
    public void numbersFrom(int session) {
        sessionIds.set(session - 1);
    }

    /** Ends all sessions, as a restart does. */
    public void dropSessions() {
        sessions.forEach(NetconfSession::drop);
    }

    /** Sessions to come find it with this capability. */
    public void offers(String capability) {
        capabilities =
                Stream.concat(capabilities.stream(), Stream.of(capability)).collect(Collectors.toUnmodifiableSet());
    }

    /** Somebody else changed what runs, past our session. */
    public void runs(String agent) throws Datastores.Refused {
        datastores.edit(true, Dom.parse(agent), false);
    }

    /** Somebody left this in the candidate. */
    public void hasInCandidate(String agent) throws Datastores.Refused {
        datastores.edit(false, Dom.parse(agent), false);
    }

    private void changed() {
        changed.signal();
    }

    Set<String> capabilities() {
        return capabilities;
    }

    boolean silent() {
        return silent;
    }

    String hello(int session) {
        return "<hello xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><capabilities>"
                + capabilities.stream()
                        .map(capability -> "<capability>" + capability + "</capability>")
                        .collect(Collectors.joining())
                + "</capabilities><session-id>" + session + "</session-id></hello>";
    }

    void ended(NetconfSession session) {
        if (sessions.remove(session)) {
            datastores.sessionEnded(session.id());
            changed.signal();
        }
    }

    void serve(NetconfSession session, String message) throws IOException {
        Element rpc = Dom.parse(message);
        Element operation = Dom.children(rpc).getFirst();
        String request = operation.getLocalName();
        requests.add(request);
        changed.signal();
        Fault fault = silent ? Fault.STALL : faultOf(request);
        if (fault == Fault.DROP) {
            session.drop();
        } else if (fault != Fault.STALL) {
            String reply = fault == Fault.LIE ? Replies.OK : answers.to(session, operation, fault == Fault.REFUSE);
            Optional.ofNullable(actions.remove(request)).ifPresent(Runnable::run);
            if (fault == Fault.DROP_AFTER) {
                session.drop();
            } else if (fault != Fault.STALL_AFTER) {
                session.send(Replies.reply(rpc, reply));
            }
        }
    }

    private String state() {
        return scripted.orElseGet(() -> Replies.withState(datastores.running(), name, vendorNodes));
    }

    private Fault faultOf(String request) {
        Deque<Fault> next = faults.getOrDefault(request, new ArrayDeque<>());
        return next.isEmpty() ? Fault.NONE : next.poll();
    }

    @Override
    public Device settings() {
        return ssh.settings(name);
    }

    @Override
    public void refuseChanges(boolean now) {
        answers.refuse = now;
    }

    @Override
    public void stall() {
        silent = true;
    }

    private Command session() {
        NetconfSession session = new NetconfSession(this, sessionIds.incrementAndGet());
        sessions.add(session);
        changed.signal();
        return session;
    }

    /** Whether clients find NETCONF behind SSH. */
    public void offersNetconf(boolean now) {
        ssh.offersNetconf(now);
    }

    @Override
    public void goDown() {
        ssh.stop();
    }

    @Override
    public void comeBack() {
        ssh.start();
    }

    @Override
    public Set<AssociationId> associations() {
        return datastores.ids("association").stream().map(AssociationId::new).collect(Collectors.toSet());
    }

    @Override
    public Set<CfId> peers() {
        return datastores.ids("peer").stream().map(CfId::new).collect(Collectors.toSet());
    }

    @Override
    public int changes() {
        return datastores.changes();
    }

    @Override
    public List<AssociationId> rekeyed() {
        return List.copyOf(answers.rekeyed);
    }

    @Override
    public OptionalInt logins() {
        return OptionalInt.of(ssh.logins());
    }

    @Override
    public void publish(AssociationStatus status) {
        publish(Replies.event(status));
    }

    @Override
    public void publish(KeyInformation key) {
        publish(Replies.event(key));
    }

    @Override
    public void publish(AssociationId association, ReasonCode reason, String text) {
        publish(Replies.alarm(association, reason.word(), text));
    }

    /** Sends this event to whoever subscribed. */
    public void publish(String event) {
        publishRaw(Replies.notification(event));
    }

    /** Sends this text as one message to whoever subscribed. */
    public void publishRaw(String message) {
        for (NetconfSession session : sessions) {
            if (session.subscribed) {
                try {
                    session.send(message);
                } catch (IOException e) {
                    session.drop();
                }
            }
        }
    }

    @Override
    public void close() {
        goDown();
        timer.shutdownNow();
    }
}
