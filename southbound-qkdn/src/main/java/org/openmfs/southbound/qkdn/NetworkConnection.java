package org.openmfs.southbound.qkdn;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Connection;

/** How a QKD network is connected: it is while one of its nodes answers, with a reason while another does not. */
final class NetworkConnection {
    private Optional<Connection> told = Optional.empty();
    private List<Boolean> answering = List.of();

    /**
     * Tells how it is, if that is news; since when is the newest change of what is told or of which nodes answer.
     *
     * @param nodes how each of its nodes is
     */
    void tell(List<Connection> nodes, Consumer<Connection> report) {
        Connection next = of(nodes);
        List<Boolean> now = nodes.stream().map(Connection::up).toList();
        boolean same = answering.equals(now)
                && told.filter(last ->
                                last.state() == next.state() && last.reason().equals(next.reason()))
                        .isPresent();
        if (!same || !told.get().text().equals(next.text())) {
            Instant since = same ? told.get().since() : next.since();
            Connection news = new Connection(next.state(), next.reason(), next.text(), since);
            report.accept(news);
            told = Optional.of(news);
            answering = now;
        }
    }

    private static Connection of(List<Connection> nodes) {
        List<Connection> away = nodes.stream().filter(node -> !node.up()).toList();
        String text = CleanText.of(Stream.concat(away.stream(), nodes.stream().filter(Connection::up))
                .map(Connection::text)
                .filter(said -> !said.isEmpty())
                .distinct()
                .collect(Collectors.joining("; ")));
        Instant since = nodes.stream()
                .map(Connection::since)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (away.isEmpty()) {
            return new Connection(Connection.State.CONNECTED, Optional.empty(), text, since);
        }
        Connection last = away.getLast();
        boolean none = away.size() == nodes.size();
        return new Connection(none ? last.state() : Connection.State.CONNECTED, last.reason(), text, since);
    }
}
