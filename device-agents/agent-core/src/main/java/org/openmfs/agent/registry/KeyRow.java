package org.openmfs.agent.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.LengthPrefixed;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.time.Moment;

/**
 * A key as a row of the registry's table.
 *
 * @param version counts the changes of the row
 * @param sealed the secret under seal, or, when it is destroyed, an octet: so that no row is believed that was not
 *     written here
 */
record KeyRow(KeyRecord key, long version, byte[] sealed) {
    static final String COLUMNS =
            "id, association, peer, suite, position, origins, schedule, purpose, methods, state, stage, slot, number, times, activation, reason, version, sealed";
    private static final int METHODS = List.of(COLUMNS.split(", ")).indexOf("methods");
    private static final int NO_SLOT = -1;
    private static final String BETWEEN = " ";

    static KeyRow from(ResultSet row) throws SQLException {
        int slot = row.getInt("slot");
        KeyRecord key = new KeyRecord(
                new KeyId(row.getString("id")),
                birth(row),
                KeyState.valueOf(row.getString("state")),
                KeyStage.valueOf(row.getString("stage")),
                slot == NO_SLOT ? Placement.nowhere() : new Placement.Placed(new Slot(slot), row.getLong("number")),
                times(row.getString("times")),
                Optional.of(row.getString("activation"))
                        .filter(text -> !text.isEmpty())
                        .map(Moment::parse),
                row.getString("reason"));
        return new KeyRow(key, row.getLong("version"), row.getBytes("sealed"));
    }

    private static KeyRecord.Birth birth(ResultSet row) throws SQLException {
        return new KeyRecord.Birth(
                new AssociationId(row.getString("association")),
                new CfId(row.getString("peer")),
                new SuiteId(row.getString("suite")),
                row.getLong("position"),
                origins(row.getString("origins")),
                new KeyRecord.Terms(
                        row.getString("schedule"), row.getString("purpose"), methods(row.getString("methods"))));
    }

    Object[] values() {
        return new Object[] {
            key.id().hex(),
            key.association().name(),
            key.peer().name(),
            key.suite().name(),
            key.order(),
            key.origins().stream()
                    .map(origin -> origin.method() + "=" + origin.externalId())
                    .collect(Collectors.joining(BETWEEN)),
            key.birth().terms().schedule(),
            key.birth().terms().purpose(),
            key.birth().terms().methods().stream().map(MethodId::name).collect(Collectors.joining(BETWEEN)),
            key.state().name(),
            key.stage().name(),
            key.slot().map(Slot::number).orElse(NO_SLOT),
            key.number(),
            key.times().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining(BETWEEN)),
            key.activation().map(Moment::toString).orElse(""),
            key.reason(),
            version,
            sealed
        };
    }

    /** What the seal is bound to: every column but the sealed one, and but a column that came later and is empty. */
    byte[] context() {
        LengthPrefixed columns = new LengthPrefixed().add(Label.REGISTRY_ROW);
        Object[] values = values();
        for (int i = 0; i < values.length - 1; i++) {
            if (i != METHODS || !key.birth().terms().methods().isEmpty()) {
                columns.add(values[i].toString());
            }
        }
        return columns.octets();
    }

    boolean isDestroyed() {
        return key.state() == KeyState.DESTROYED;
    }

    KeyRow sealedAs(byte[] other) {
        return new KeyRow(key, version, other);
    }

    /** The row after a change, not yet sealed. */
    KeyRow next(KeyRecord changed) {
        return new KeyRow(changed, version + 1, new byte[0]);
    }

    private static List<MethodId> methods(String text) {
        return Stream.of(text.split(BETWEEN))
                .filter(name -> !name.isEmpty())
                .map(MethodId::new)
                .toList();
    }

    private static List<Origin> origins(String text) {
        return parts(text).stream()
                .map(part -> part.split("=", 2))
                .map(pair -> new Origin(new MethodId(pair[0]), pair[1]))
                .toList();
    }

    private static Map<KeyStage, Instant> times(String text) {
        return parts(text).stream()
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(pair -> KeyStage.valueOf(pair[0]), pair -> Instant.parse(pair[1])));
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(BETWEEN))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
