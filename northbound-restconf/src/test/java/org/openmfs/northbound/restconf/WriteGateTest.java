package org.openmfs.northbound.restconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.restconf.EngineCall.Answer;

/** A client that was answered that nothing was changed finds nothing changed, however the commit and the answer fall. */
final class WriteGateTest {
    private static final String NOTHING = "The datastore does not answer; nothing was changed.";

    private final List<String> made = new ArrayList<>();
    private final SettableFuture<CommitInfo> outcome = SettableFuture.create();
    private final AtomicReference<Runnable> whileAnswering = new AtomicReference<>(() -> {});
    private final CompletedCommits commits = new CompletedCommits(fake(
            DOMDataBroker.class,
            call -> call.equals("newReadWriteTransaction")
                    ? fake(DOMDataTreeReadWriteTransaction.class, this::transaction)
                    : ""));
    private final WriteGate gate = new WriteGate(
            new ConfigurationStore(commits, commits, List.of(), List.of(), Duration.ofSeconds(1)),
            new DatastoreVersion(() -> {
                whileAnswering.getAndSet(() -> {}).run();
                return Instant.EPOCH;
            }));

    private interface Reply {
        Object to(String call);
    }

    private static <T> T fake(Class<T> type, Reply reply) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object result = reply.to(method.getName());
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    private Object transaction(String call) {
        made.add(call);
        return call.equals("commit") ? FluentFuture.from(outcome) : true;
    }

    private static Object ofNoModels(String call) {
        return switch (call) {
            case "getQName" -> SchemaContext.NAME;
            case "getChildNodes" -> Set.of();
            default -> Map.of();
        };
    }

    private String told(WriteGate.Change<Boolean> change) {
        Data root = new Data(DatabindContext.ofModel(fake(EffectiveModelContext.class, WriteGateTest::ofNoModels)));
        return catchThrowableOfType(RefusedException.class, () -> gate.pass(() -> {}, List.of(), root, change))
                .errors()
                .getFirst()
                .message();
    }

    /** As the engine does when its patience ends. */
    private static Answer<Boolean> givenUp() throws RefusedException {
        throw new RefusedException(Condition.STORE_AWAY, NOTHING);
    }

    @Test
    void a_commit_that_begins_while_its_client_is_answered_is_refused_where_the_answer_is_that_nothing_was_changed() {
        outcome.set(CommitInfo.empty());

        String text = told(() -> {
            DOMDataTreeReadWriteTransaction late = commits.newReadWriteTransaction();
            whileAnswering.set(() -> {
                var unused = late.commit();
            });
            return givenUp();
        });

        assertThat(text).isEqualTo(NOTHING);
        assertThat(made).containsExactly("cancel");
    }

    @Test
    void a_commit_that_ended_well_just_before_its_client_is_answered_is_not_told_as_not_made() {
        outcome.set(CommitInfo.empty());

        String text = told(() -> {
            var unused = commits.newReadWriteTransaction().commit();
            return givenUp();
        });

        assertThat(made).containsExactly("commit");
        assertThat(text).contains("not said in time whether it made the change");
        assertThat(commits.isUnsettled()).isFalse();
    }

    @Test
    void a_commit_that_is_under_way_is_told_as_that_and_waited_for() {
        String text = told(() -> {
            var unused = commits.newReadWriteTransaction().commit();
            return givenUp();
        });

        assertThat(text).contains("not said in time whether it made the change");
        assertThat(commits.isUnsettled()).isTrue();
        outcome.set(CommitInfo.empty());
        assertThat(commits.isUnsettled()).isFalse();
    }

    @Test
    void a_commit_that_failed_changed_nothing_and_is_told_so() {
        outcome.setException(new TransactionCommitFailedException("no majority"));

        String text = told(() -> {
            var unused = commits.newReadWriteTransaction().commit();
            return givenUp();
        });

        assertThat(text).isEqualTo(NOTHING);
    }
}
