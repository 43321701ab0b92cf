package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodFailure;

/**
 * A PKCS #11 token whose secret keys labelled {@code PEER/ID} are the pre-shared keys of this CF, in the order of their
 * ids. They never leave it.
 *
 * <p>A token that is away, or does not answer, is looked for again at the next use.
 */
public final class PskToken implements SharedKeyStore {
    private final TokenPlace place;
    private final PinFile pin;
    private final TokenThread thread;
    private Optional<TokenSlots> slots = Optional.empty();
    private Optional<TokenSession> session = Optional.empty();
    private Optional<Sight> seen = Optional.empty();

    /**
     * Opens the token when a key is wanted, not before.
     *
     * @param patience how long anybody waits for an answer of the token
     */
    public PskToken(TokenPlace place, Duration patience) {
        this.place = place;
        this.pin = new PinFile(place.pinFile());
        this.thread = new TokenThread(place.token(), patience);
    }

    /** What a look found: which keys, or why none can be used. */
    private record Sight(List<KeyLabel> labels, Optional<String> trouble) {}

    /** Something to do with an open token. */
    private interface Use<T> {
        T of(TokenSession session) throws MethodFailure;
    }

    @Override
    public Optional<SharedKey> firstFor(CfId peer) throws MethodFailure {
        return find(label -> label.peer().equals(peer));
    }

    @Override
    public Optional<SharedKey> named(PskId id, CfId peer) throws MethodFailure {
        return find(new KeyLabel(peer, id)::equals);
    }

    private Optional<SharedKey> find(Predicate<KeyLabel> wanted) throws MethodFailure {
        return labels().stream().filter(wanted).findFirst().map(label -> new KeyOnToken(this, label));
    }

    private List<KeyLabel> labels() throws MethodFailure {
        return use(TokenSession::labels, unwanted -> {});
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the result closes it
    KeyMaterial hmacSha256(KeyLabel label, byte[] text) throws MethodFailure {
        return use(open -> open.hmacSha256(label, text), KeyMaterial::close);
    }

    private <T> T use(Use<T> use, Consumer<T> late) throws MethodFailure {
        return thread.call(() -> use.of(opened()), late);
    }

    private TokenSession opened() throws MethodFailure {
        if (slots.isEmpty()) {
            slots = Optional.of(TokenSlots.of(place.module()));
        }
        if (session.isPresent() && !session.get().isInDoubt()) {
            return session.get();
        }
        // In doubt the provider of before is left: it keeps sessions that the token may have forgotten, and never drops
        // them.
        TokenSession fresh = TokenSession.open(place, pin, slots.get().slotOf(place.token()));
        session = Optional.of(fresh);
        return fresh;
    }

    @Override
    public synchronized PskLook look() {
        Sight now = sight();
        boolean same = seen.equals(Optional.of(now));
        seen = Optional.of(now);
        if (same) {
            return new PskLook.Same();
        }
        return now.trouble().<PskLook>map(PskLook.Unusable::new).orElseGet(PskLook.Usable::new);
    }

    private Sight sight() {
        try {
            return new Sight(labels(), Optional.empty());
        } catch (MethodFailure failed) {
            return new Sight(List.of(), Optional.of(failed.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            thread.call(this::loggedOut, unwanted -> {});
        } catch (MethodFailure hangs) {
            // A token that does not answer is left to itself.
        }
        thread.close();
    }

    private boolean loggedOut() {
        session.ifPresent(TokenSession::logOut);
        session = Optional.empty();
        return true;
    }
}
