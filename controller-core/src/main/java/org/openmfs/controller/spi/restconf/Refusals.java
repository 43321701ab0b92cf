package org.openmfs.controller.spi.restconf;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * What a server refused us, and until when it is not asked for again: a credential that is wrong and is sent every few
 * seconds locks accounts and fills logs. Another certificate that is shown is worth a try at once.
 */
final class Refusals {
    private static final int JITTER = 6;

    /** Valid until a time of the clock. */
    private record Refusal(SouthboundFailure why, long until) {}

    private final Duration pause;
    private final LongSupplier nanos;
    private final RandomGenerator chance;
    private final Map<String, Refusal> requests = new HashMap<>();
    private Optional<Refusal> credential = Optional.empty();
    private Optional<Object> shown = Optional.empty();
    private boolean doubted;

    /** @param pause about so long nothing that was refused is sent again; up to a sixth is added or taken by chance */
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
    }

    /** Who we are was heard and found good enough for this request. */
    synchronized void letIn(String request) {
        requests.remove(request);
        credential = Optional.empty();
        doubted = false;
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
            stranger(why);
        }
        doubted = true;
    }

    /** Who we are is refused, whatever is asked for. */
    synchronized void stranger(SouthboundFailure why) {
        credential = Optional.of(refusal(why));
    }

    private Refusal refusal(SouthboundFailure why) {
        long sixth = pause.toNanos() / JITTER;
        return new Refusal(why, nanos.getAsLong() + pause.toNanos() - sixth + chance.nextLong(2 * sixth + 1));
    }
}
