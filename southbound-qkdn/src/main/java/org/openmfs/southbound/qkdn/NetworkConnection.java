package org.openmfs.southbound.qkdn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Connection;

/** How a QKD network is connected: it is while one of its nodes answers, with a reason while another does not. */
final class NetworkConnection {
    private Optional<Connection> told = Optional.empty();

    /**
     * What is to be told, if that is news.
     *
     * @param nodes how each of its nodes is
     */
    synchronized Optional<Connection> news(List<Connection> nodes, Instant now) {
        Connection next = of(nodes, now);
        boolean same = told.filter(
                        last -> last.state() == next.state() && last.reason().equals(next.reason()))
                .isPresent();
        if (same && told.get().text().equals(next.text())) {
            return Optional.empty();
        }
        Instant since = same ? told.get().since() : now;
        told = Optional.of(new Connection(next.state(), next.reason(), next.text(), since));
        return told;
    }

    private static Connection of(List<Connection> nodes, Instant now) {
        List<Connection> away = nodes.stream().filter(node -> !node.up()).toList();
        String text = CleanText.of(Stream.concat(away.stream(), nodes.stream().filter(Connection::up))
                .map(Connection::text)
                .filter(said -> !said.isEmpty())
                .distinct()
                .collect(Collectors.joining("; ")));
        if (away.isEmpty()) {
            return new Connection(Connection.State.CONNECTED, Optional.empty(), text, now);
        }
        Connection last = away.getLast();
        boolean none = away.size() == nodes.size();
        return new Connection(none ? last.state() : Connection.State.CONNECTED, last.reason(), text, now);
    }
}
