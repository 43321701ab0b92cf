package org.openmfs.actions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openmfs.actions.port.Restconf;

/** Follows what happens, until enough did, for a while, or until it is interrupted. */
public final class Watching {
    private static final String STREAM = "/streams/mfs-events";
    private static final String DATA = "data: ";
    private static final String SERVICE_CHANGED = "mfs-event:service-changed";

    private final Restconf restconf;

    public Watching(Restconf restconf) {
        this.restconf = restconf;
    }

    /**
     * What is wanted.
     *
     * @param services of which; empty: of all
     * @param everything what happens to sessions, and alarms, too
     * @param count after so many it is enough
     * @param time or after this time
     */
    public record Wish(Set<String> services, boolean everything, long count, Duration time) {
        public static final long ENDLESS = Long.MAX_VALUE;
        public static final Duration LONGEST = Duration.ofDays(365);

        /** @throws ActionFailure if a number is none that can be */
        public static Wish of(Set<String> services, boolean everything, long count, Duration time)
                throws ActionFailure {
            if (count < 1) {
                throw new ActionFailure(
                        new Problem.WrongArgument("--count", Long.toString(count), "a number from 1 on"));
            }
            if (time.isNegative() || time.isZero()) {
                throw new ActionFailure(new Problem.WrongArgument(
                        "--for", Long.toString(time.toSeconds()), "a number of seconds from 1 on"));
            }
            // A clock of nanoseconds counts no longer.
            Duration counted = time.compareTo(LONGEST) > 0 ? LONGEST : time;
            return new Wish(Set.copyOf(services), everything, count, counted);
        }

        private boolean wants(Event event) {
            boolean ofService = event.name().equals(SERVICE_CHANGED);
            return services.isEmpty()
                    ? everything || ofService
                    : ofService
                            && services.contains(
                                    Members.text(event.content(), "service").orElse(""));
        }
    }

    /**
     * Tells what happens from now on.
     *
     * @param told returns whether more is wanted
     * @throws ActionFailure if there is no stream, or it ended
     */
    public void watch(Wish wish, Predicate<Event> told) throws ActionFailure, InterruptedException {
        Heard heard = new Heard();
        try (Restconf.Following following = restconf.follow(STREAM, heard)) {
            long end = System.nanoTime() + wish.time().toNanos();
            long left = wish.count();
            while (left > 0) {
                Optional<Heard.Line> line = heard.next(end - System.nanoTime());
                if (line.isEmpty()) {
                    return;
                }
                Optional<Event> event = event(line.get()).filter(wish::wants);
                if (event.isPresent()) {
                    left--;
                    if (!told.test(event.get())) {
                        return;
                    }
                }
            }
        } catch (IOException away) {
            throw new ActionFailure(new Problem.Failed(away.getMessage()));
        }
    }

    /** Comments and ids of server-sent events are none. */
    private static Optional<Event> event(Heard.Line line) throws ActionFailure {
        if (line.isEnd()) {
            throw new ActionFailure(new Problem.Failed(line.why()));
        }
        return line.text().startsWith(DATA)
                ? Members.parsed(line.text().substring(DATA.length())).flatMap(Watching::event)
                : Optional.empty();
    }

    private static Optional<Event> event(JsonObject notification) {
        return Members.at(notification, "ietf-restconf:notification").map(JsonElement::getAsJsonObject).stream()
                .flatMap(content -> content.entrySet().stream())
                .filter(member -> member.getValue().isJsonObject())
                .map(member -> event(member, notification))
                .findFirst();
    }

    private static Event event(Map.Entry<String, JsonElement> member, JsonObject notification) {
        return new Event(member.getKey(), member.getValue().getAsJsonObject(), notification);
    }

    /** Lines that wait for whoever watches; when there are too many, those that follow are lost, and that is told. */
    private static final class Heard implements Restconf.Listener {
        private static final int MOST = 10_000;
        private static final Line LOST = new Line("", true, "more happened than could be told: what follows was lost");

        private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
        private boolean over;
        /** Of the comment that was heard last: a stream says why it ends. */
        private String comment = "";

        /** @param why of the end; empty for a line that is not the last */
        record Line(String text, boolean isEnd, String why) {}

        @Override
        public synchronized void line(String text) {
            if (over) {
                return;
            }
            if (text.startsWith(": ")) {
                comment = text;
            }
            over = lines.size() >= MOST;
            lines.add(over ? LOST : new Line(text, false, ""));
        }

        @Override
        public synchronized void ended() {
            if (over) {
                return;
            }
            String reason = comment.contains("since ") ? ", " + comment.substring(comment.indexOf("since ")) : "";
            over = true;
            lines.add(new Line("", true, "the stream of events ended" + reason));
        }

        Optional<Line> next(long nanos) throws InterruptedException {
            return Optional.ofNullable(lines.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS));
        }
    }
}
