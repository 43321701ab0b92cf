package org.openmfs.northbound.restconf;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.Set;
import org.openmfs.controller.api.Allowance;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.AuditTrail.Line;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.JerseyCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each write, login and refusal: who, from where, what, and how it ended, in logger {@code org.openmfs.audit}
 * and in the trail, which has a write before it is made and again when it has ended.
 * A login is the first request of a user from an address in ten minutes. Of refusals of the same kind from an address one
 * a second has a line, with the number of those before it that had none; whatever else who is no user gets is one of these.
 */
final class Audit implements ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger("org.openmfs.audit");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static final int AWAY = 503;
    private static final int FIRST_FAILURE = 400;
    private static final int LONGEST_PATH = 512;

    private static final String NOBODY = "nobody";
    /** Lines of refusals of who is no user, however many addresses they have: they fill no archive. */
    private static final int MOST_AT_ONCE = 300;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final String ASKED = Audit.class.getName();

    private final AuditTrail trail;
    private final Access access;
    private final Repeats repeats;
    private final Allowance strangers;

    Audit(AuditTrail trail, Access access, InstantSource clock) {
        this.trail = trail;
        this.access = access;
        this.repeats = new Repeats(clock);
        this.strangers = new Allowance(clock, MOST_AT_ONCE, PAUSE);
    }

    /**
     * To be called before anything is done.
     *
     * @throws RefusedException if a change could not be accounted for
     */
    void begins(ContainerRequestContext request, User user, HttpCall call) throws RefusedException {
        if (access.isHarmless(call)) {
            return;
        }
        try {
            request.setProperty(ASKED, trail.asks(new Line(user.name(), JerseyCalls.address(request), shown(call))));
        } catch (AuditTrail.Unrecorded why) {
            throw new RefusedException(Condition.UNRECORDED, "Nothing was changed: " + why.getMessage());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        HttpCall call = JerseyCalls.head(request);
        String from = JerseyCalls.address(request);
        String who = Identification.userOf(request).map(User::name).orElse(NOBODY);
        int status = response.getStatus();
        if (request.getProperty(ASKED) instanceof AuditTrail.Asked asked) {
            asked.ended(Integer.toString(status));
        }
        boolean reads = READING.contains(call.method());
        // What is 503 for a user may be made all the same, when nobody waits for it any more.
        boolean refused = REFUSED.contains(status) || status == AWAY && reads;
        if (refused) {
            refused(who, from, call, status);
            return;
        }
        if (Identification.userOf(request).isEmpty()) {
            if (!reads || status >= FIRST_FAILURE) {
                refused(who, from, call, status);
            }
            return;
        }
        if (repeats.isLogin(who, from)) {
            LOG.info("{} from {}: logged in", who, from);
            trail.tells(new Line(who, from, "login"), "logged in");
        }
        if (!reads) {
            LOG.info("{} from {}: {}: {}", who, from, shown(call), status);
            if (request.getProperty(ASKED) == null
                    && repeats.untold(who + " " + from + " asks " + status).isPresent()) {
                trail.tells(new Line(who, from, shown(call)), Integer.toString(status));
            }
        }
    }

    private void refused(String who, String from, HttpCall call, int status) {
        OptionalInt untold = repeats.untold(who + " " + from + " " + status);
        OptionalInt beyond = untold.isPresent() && who.equals(NOBODY) ? strangers.take() : OptionalInt.of(0);
        if (untold.isPresent() && beyond.isPresent()) {
            String others = told(untold.getAsInt(), "like it") + told(beyond.getAsInt(), "of strangers");
            LOG.info("{} from {}: {}: refused with {}{}", who, from, shown(call), status, others);
            trail.tells(new Line(who, from, shown(call)), "refused with " + status + others);
        }
    }

    private static String told(int number, String which) {
        return number == 0 ? "" : ", and " + number + " " + which + " before";
    }

    /** What a client made up has neither the length nor the words that it likes. */
    private static String shown(HttpCall call) {
        String method = RestconfApplication.METHODS.contains(call.method()) ? call.method() : "a method that is none";
        String path = call.path();
        return method + " " + (path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…");
    }
}
