package org.openmfs.northbound.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import com.google.common.util.concurrent.Uninterruptibles;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** A client that is answered that nothing was changed finds nothing changed, however a commit and its answer fall. */
final class WritePathTest {
    private static final QName TOP = QName.create("urn:x", "top");
    private static final List<Edit> EDITS = List.of(new Edit.Remove(YangInstanceIdentifier.of(TOP)));
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final List<String> made = new CopyOnWriteArrayList<>();
    private Runnable whileCommitting = () -> {};
    private final Deque<SettableFuture<CommitInfo>> commits = new ArrayDeque<>();
    private final List<RequestCheck.Refusal> objections = new ArrayList<>();
    private final Data root =
            new Data(DatabindContext.ofModel(fake(EffectiveModelContext.class, WritePathTest::ofNoModels)));
    private final WritePath writes = new WritePath(new ConfigurationStore(
            fake(DOMDataBroker.class, this::broker), List.of(new Objector()), List.of(), PATIENCE));

    private interface Reply {
        Object to(String call);
    }

    private final class Objector implements RequestCheck {
        @Override
        public Set<QName> concerns() {
            return Set.of(TOP);
        }

        @Override
        public List<Refusal> check(ProposedChange change) {
            made.add("check");
            return objections;
        }
    }

    private static <T> T fake(Class<T> type, Reply reply) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object result = reply.to(method.getName());
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    private static Object ofNoModels(String call) {
        return switch (call) {
            case "getQName" -> SchemaContext.NAME;
            case "getChildNodes" -> Set.of();
            default -> Map.of();
        };
    }

    private Object broker(String call) {
        return call.equals("newReadOnlyTransaction")
                ? fake(DOMDataTreeReadTransaction.class, any -> FluentFutures.immediateFluentFuture(Optional.empty()))
                : fake(DOMDataTreeReadWriteTransaction.class, this::transaction);
    }

    private Object transaction(String call) {
        if (call.equals("read")) {
            return FluentFutures.immediateFluentFuture(Optional.empty());
        }
        made.add(call);
        if (!call.equals("commit")) {
            return true;
        }
        whileCommitting.run();
        return FluentFuture.from(commits.removeFirst());
    }

    private SettableFuture<CommitInfo> nextCommit() {
        SettableFuture<CommitInfo> commit = SettableFuture.create();
        commits.addLast(commit);
        return commit;
    }

    private String refused() {
        return catchThrowableOfType(RefusedException.class, this::write)
                .errors()
                .getFirst()
                .message();
    }

    private void write() throws RefusedException {
        writes.write(root, WritePath.Precondition.NONE, EDITS);
    }

    private boolean isHeldBack() {
        return refused().contains("what became of an earlier change");
    }

    @Test
    void what_is_looked_at_is_what_is_committed() throws Exception {
        nextCommit().set(CommitInfo.empty());

        write();

        assertThat(made).containsExactly("delete", "check", "commit");
    }

    @Test
    void what_is_refused_is_never_committed() {
        objections.add(new RequestCheck.Refusal(ErrorTag.IN_USE, "/x:top", "in use"));

        assertThat(refused()).isEqualTo("in use");
        assertThatThrownBy(() -> writes.write(
                        root,
                        exists -> {
                            throw new RefusedException(Condition.PRECONDITION_FAILED, "not so");
                        },
                        EDITS))
                .hasMessage("not so");

        assertThat(made).containsExactly("delete", "check", "cancel", "cancel");
    }

    @Test
    void a_commit_that_is_under_way_when_patience_ends_is_told_as_that_and_holds_other_changes_back() {
        SettableFuture<CommitInfo> late = nextCommit();

        assertThat(refused()).contains("not said in time whether it made the change");
        assertThat(isHeldBack()).isTrue();
        late.set(CommitInfo.empty());
        nextCommit().set(CommitInfo.empty());

        assertThatCode(this::write).doesNotThrowAnyException();
    }

    /** The thread that ends it may have been told to stop, and whoever ends it may cancel it. */
    @Test
    void a_late_commit_lets_the_next_change_through_in_whatever_way_it_ends() {
        List<Consumer<SettableFuture<CommitInfo>>> ends = List.of(
                commit -> commit.cancel(false),
                commit -> commit.setException(new TransactionCommitFailedException("no majority")),
                commit -> {
                    Thread.currentThread().interrupt();
                    commit.set(CommitInfo.empty());
                    assertThat(Thread.interrupted()).isTrue();
                });
        for (Consumer<SettableFuture<CommitInfo>> end : ends) {
            SettableFuture<CommitInfo> late = nextCommit();
            assertThat(refused()).contains("not said in time");
            assertThat(isHeldBack()).isTrue();

            end.accept(late);

            nextCommit().set(CommitInfo.empty());
            assertThatCode(this::write).doesNotThrowAnyException();
        }
    }

    /** Before anybody's next condition is looked at: of two clients with one tag the second is refused. */
    @Test
    void a_late_commit_counts_as_made_if_it_is() {
        List<String> told = new ArrayList<>();
        WritePath.Precondition counting = new WritePath.Precondition() {
            @Override
            public void check(boolean exists) {
                told.add("check");
            }

            @Override
            public void made() {
                told.add("made");
            }
        };
        SettableFuture<CommitInfo> late = nextCommit();
        SettableFuture<CommitInfo> failing = nextCommit();

        assertThatThrownBy(() -> writes.write(root, counting, EDITS)).hasMessageContaining("not said in time");
        assertThat(told).containsExactly("check");
        late.set(CommitInfo.empty());
        assertThatThrownBy(() -> writes.write(root, counting, EDITS)).hasMessageContaining("not said in time");
        failing.setException(new TransactionCommitFailedException("no majority"));

        assertThat(told).containsExactly("check", "made", "check");
    }

    @Test
    void a_commit_of_which_a_thread_that_is_stopped_does_not_hear_is_not_told_as_not_made() {
        nextCommit();
        whileCommitting = () -> Thread.currentThread().interrupt();

        String told = refused();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).contains("not said in time whether it made the change");
        whileCommitting = () -> {};
        assertThat(isHeldBack()).isTrue();
    }

    @Test
    void a_commit_that_failed_frees_the_way_at_once() {
        nextCommit().setException(new TransactionCommitFailedException("no majority"));
        assertThat(refused()).isNotEmpty();
        nextCommit().set(CommitInfo.empty());

        assertThatCode(this::write).doesNotThrowAnyException();
    }

    @Test
    void a_change_that_met_anothers_is_looked_at_anew_and_made_again() throws Exception {
        nextCommit().setException(new OptimisticLockFailedException("met another"));
        nextCommit().set(CommitInfo.empty());

        write();

        assertThat(made).containsExactly("delete", "check", "commit", "delete", "check", "commit");
    }

    @Test
    void one_that_meets_others_again_and_again_is_given_up() {
        for (int i = 0; i < 10; i++) {
            nextCommit().setException(new OptimisticLockFailedException("met another"));
        }

        assertThat(catchThrowableOfType(RefusedException.class, this::write)
                        .errors()
                        .getFirst()
                        .condition())
                .isEqualTo(Condition.IN_USE);
    }

    @Test
    void one_that_can_not_begin_is_told_as_that_and_leaves_nothing_open() {
        List<String> reading = new ArrayList<>();
        DOMDataBroker away = fake(DOMDataBroker.class, call -> {
            if (call.equals("newReadOnlyTransaction")) {
                return fake(DOMDataTreeReadTransaction.class, reading::add);
            }
            throw new IllegalStateException("no shard");
        });
        WritePath nowhere = new WritePath(new ConfigurationStore(away, List.of(), List.of(), PATIENCE));

        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> nowhere.write(root, WritePath.Precondition.NONE, EDITS));

        assertThat(refused.errors().getFirst().condition()).isEqualTo(Condition.STORE_AWAY);
        assertThat(reading).containsExactly("close");
    }

    @Test
    void only_one_change_is_under_way_at_a_time() throws Exception {
        SettableFuture<CommitInfo> first = nextCommit();
        nextCommit().set(CommitInfo.empty());
        CompletableFuture<Void> slow = CompletableFuture.runAsync(this::quietly);
        while (!made.contains("commit")) {
            Thread.onSpinWait();
        }
        CompletableFuture<Void> next = CompletableFuture.runAsync(this::quietly);

        assertThat(next).isNotDone();
        first.set(CommitInfo.empty());
        CompletableFuture.allOf(slow, next).get(10, TimeUnit.SECONDS);

        assertThat(made).containsExactly("delete", "check", "commit", "delete", "check", "commit");
    }

    @Test
    void one_whose_turn_does_not_come_in_time_is_told_to_come_again() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        nextCommit().set(CommitInfo.empty());
        whileCommitting = () -> Uninterruptibles.awaitUninterruptibly(hanging);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(this::quietly);
        while (!made.contains("commit")) {
            Thread.onSpinWait();
        }

        RefusedException refused = catchThrowableOfType(RefusedException.class, this::write);

        assertThat(refused.errors().getFirst().condition()).isEqualTo(Condition.STORE_AWAY);
        assertThat(made).containsExactly("delete", "check", "commit");
        hanging.countDown();
        slow.get(10, TimeUnit.SECONDS);
    }

    private void quietly() {
        try {
            write();
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }
}
