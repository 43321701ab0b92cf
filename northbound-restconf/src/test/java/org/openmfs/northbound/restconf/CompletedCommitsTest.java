package org.openmfs.northbound.restconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** Commits that come when nobody waits for them any more: a data store of a cluster may take longer than a client. */
final class CompletedCommitsTest {
    private static final List<Edit> FIRST = List.of(removing("first"));
    private static final List<Edit> SECOND = List.of(removing("second"));

    private final List<String> made = new ArrayList<>();
    private final CompletedCommits commits = new CompletedCommits(fake(
            DOMDataBroker.class,
            call -> call.equals("newReadWriteTransaction")
                    ? fake(DOMDataTreeReadWriteTransaction.class, this::transaction)
                    : ""));

    private static Edit removing(String leaf) {
        return new Edit.Remove(YangInstanceIdentifier.of(QName.create("urn:x", leaf)));
    }

    private interface Answer {
        Object to(String call);
    }

    private Object transaction(String call) {
        made.add(call);
        return call.startsWith("commit") ? CommitInfo.emptyFluentFuture() : true;
    }

    /** Told each call with the name of the path that it is about. */
    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            String path = given == null
                    ? ""
                    : " "
                            + ((YangInstanceIdentifier) given[1])
                                    .getLastPathArgument()
                                    .getNodeType()
                                    .getLocalName();
            Object result = answer.to(method.getName() + path);
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    @Test
    void a_commit_takes_along_what_its_change_leaves_as_it_is() throws Exception {
        commits.complete(FIRST, null);
        DOMDataTreeReadWriteTransaction transaction = commits.newReadWriteTransaction();

        transaction.commit().get();

        assertThat(made).containsExactly("delete first", "commit");
    }

    @Test
    void a_commit_that_begins_after_its_change_was_given_up_is_refused_and_changes_nothing() {
        commits.complete(FIRST, null);
        DOMDataTreeReadWriteTransaction late = commits.newReadWriteTransaction();
        commits.done(() -> {});

        FluentFuture<? extends CommitInfo> commit = late.commit();

        assertThatThrownBy(commit::get).hasRootCauseMessage("The client was told that this was not made.");
        assertThat(made).containsExactly("cancel");
    }

    @Test
    void a_late_commit_never_takes_along_what_belongs_to_the_next_change() throws Exception {
        commits.complete(FIRST, null);
        DOMDataTreeReadWriteTransaction late = commits.newReadWriteTransaction();
        commits.done(() -> {});
        commits.complete(SECOND, null);
        DOMDataTreeReadWriteTransaction next = commits.newReadWriteTransaction();

        FluentFuture<? extends CommitInfo> commit = late.commit();
        next.commit().get();

        assertThatThrownBy(commit::get).hasRootCauseMessage("The client was told that this was not made.");
        assertThat(made).containsExactly("cancel", "delete second", "commit");
    }

    /** The thread that ends it may have been told to stop, and whoever ends it may cancel it. */
    @Test
    void a_late_commit_lets_the_next_change_through_in_whatever_way_it_ends() {
        SettableFuture<CommitInfo> cancelled = SettableFuture.create();
        CompletedCommits first = overdue(cancelled);
        cancelled.cancel(false);
        SettableFuture<CommitInfo> ended = SettableFuture.create();
        CompletedCommits second = overdue(ended);
        Thread.currentThread().interrupt();
        ended.set(CommitInfo.empty());
        boolean stillTold = Thread.interrupted();

        assertThat(first.isUnsettled()).isFalse();
        assertThat(second.isUnsettled()).isFalse();
        assertThat(stillTold).isTrue();
    }

    /** A change whose client was answered before its commit ended. */
    private static CompletedCommits overdue(SettableFuture<CommitInfo> commit) {
        DOMDataTreeReadWriteTransaction transaction = fake(
                DOMDataTreeReadWriteTransaction.class,
                call -> call.startsWith("commit") ? FluentFuture.from(commit) : true);
        CompletedCommits commits = new CompletedCommits(fake(DOMDataBroker.class, call -> transaction));
        commits.complete(List.of(), null);
        assertThat(commits.newReadWriteTransaction().commit()).isNotDone();
        commits.done(() -> {});
        assertThat(commits.isUnsettled()).isTrue();
        return commits;
    }
}
