package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What a {@code commit} asks for (RFC 6241 sections 8.3 and 8.4). */
public sealed interface CommitRequest {
    /** RFC 6241 section 8.4.1. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(600);

    /** Which unconfirmed commit this one follows up, when it was made to outlive its session. */
    Optional<String> persistId();

    /**
     * A commit that stays, and that confirms the one before it.
     *
     * @param persistId as in {@link CommitRequest#persistId()}
     */
    record Lasting(Optional<String> persistId) implements CommitRequest {
        public Lasting {
            requireNonNull(persistId);
        }
    }

    /**
     * A commit that is undone unless it is confirmed in time.
     *
     * @param timeout at least one second
     * @param persist the name under which another session may confirm it; without one it ends with its session
     * @param persistId as in {@link CommitRequest#persistId()}
     */
    record Trial(Duration timeout, Optional<String> persist, Optional<String> persistId) implements CommitRequest {
        public Trial {
            requireNonNull(persist);
            requireNonNull(persistId);
            if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a confirm timeout is at least one second");
            }
        }
    }
}
