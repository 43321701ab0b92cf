package org.openmfs.southbound.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * What a server refused us, and until when it is not asked for again: a credential that is wrong and is sent every few
 * seconds locks accounts and fills logs. The first pauses are short, since a server that starts may refuse for a moment
 * what it takes again. Another certificate that is shown is worth a try at once.
 */
final class Refusals {
    private static final int JITTER = 6;
    /** The first pause is the longest one halved so often; each refusal in a row doubles it. */
    private static final int HALVINGS = 4;

    /** Valid until a time of the clock. */
    private record Refusal(SouthboundFailure why, long until) {}

    private final Duration pause;
    private final LongSupplier nanos;
    private final RandomGenerator chance;
    private final Map<String, Refusal> requests = new HashMap<>();
    private Optional<Refusal> credential = Optional.empty();
    private Optional<Object> shown = Optional.empty();
    private boolean doubted;
    private int row;
    private long rowEnds;

    /** @param pause about so long at most is nothing that was refused sent again; up to a sixth is added or taken by chance */
    Refusals(Duration pause, LongSupplier nanos, RandomGenerator chance) {
        this.pause = pause;
        this.nanos = nanos;
        this.chance = chance;
    }

    /** In real time. */
    static Refusals during(Duration pause) {
        return new Refusals(pause, System::nanoTime, RandomGenerator.getDefault());
    }

    /**
     * Lets a request pass that was not refused of late.
     *
     * @param showing by what we are known on the connection; what was refused under another one does not count
     * @throws SouthboundFailure as the server refused it
     */
    synchronized void pass(String request, Object showing) throws SouthboundFailure {
        if (shown.filter(showing::equals).isEmpty()) {
            shown = Optional.of(showing);
            forget();
        }
        Optional<Refusal> standing = credential.or(() -> Optional.ofNullable(requests.get(request)));
        if (standing.filter(refusal -> nanos.getAsLong() - refusal.until() < 0).isPresent()) {
            SouthboundFailure why = standing.get().why();
            throw new SouthboundFailure(why.code(), why.subject(), why.getMessage());
        }
    }

    private void forget() {
        requests.clear();
        credential = Optional.empty();
        doubted = false;
        row = 0;
    }

    /** Who we are was heard and found good enough for this request. */
    synchronized void letIn(String request) {
        requests.remove(request);
        credential = Optional.empty();
        doubted = false;
        row = requests.isEmpty() ? 0 : row;
    }

    /** This request is not for us; others may be. */
    synchronized void forbidden(String request, SouthboundFailure why) {
        requests.values().removeIf(refusal -> nanos.getAsLong() - refusal.until() >= 0);
        requests.put(request, refusal(why));
    }

    /** Who we are may be wrong: it is, if that is said of another request before one is let in. */
    synchronized void unauthorized(String request, SouthboundFailure why) {
        forbidden(request, why);
        if (doubted) {
            credential = Optional.of(refusal(why));
        }
        doubted = true;
    }

    /**
     * Who we are is refused, whatever is asked for.
     *
     * @param showing by what we were known; of what is not shown any more it is said too late
     */
    synchronized void stranger(Object showing, SouthboundFailure why) {
        if (shown.filter(showing::equals).isPresent()) {
            credential = Optional.of(refusal(why));
        }
    }

    private Refusal refusal(SouthboundFailure why) {
        long now = nanos.getAsLong();
        if (row == 0 || now - rowEnds >= 0) {
            row = Math.min(row + 1, HALVINGS + 1);
        }
        long about = pause.toNanos() >> (HALVINGS + 1 - row);
        long sixth = about / JITTER;
        long until = now + about - sixth + chance.nextLong(2 * sixth + 1);
        rowEnds = until;
        return new Refusal(why, until);
    }
}
