package org.openmfs.southbound.apn.tapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * What an APN-C's answer says of connectivity services (tapi-connectivity 2.4). Those of other clients are nothing to
 * us, and not looked into.
 *
 * @param ours in the order of the answer
 * @param unread entries of which it cannot be told whose they are, for people
 * @param remarks what ours leave out, for people
 */
record ServiceReading(List<ConnectivityService> ours, List<String> unread, List<String> remarks) {
    static final ServiceReading NOTHING = new ServiceReading(List.of(), List.of(), List.of());

    private static final Set<String> LIFECYCLES =
            Set.of("PLANNED", "POTENTIAL_AVAILABLE", "POTENTIAL_BUSY", "INSTALLED", "PENDING_REMOVAL");
    private static final long MOST_GBPS = 1_000_000_000;
    private static final Set<String> OPERATION = Set.of("ENABLED", "DISABLED");

    ServiceReading {
        ours = List.copyOf(ours);
        unread = List.copyOf(unread);
        remarks = List.copyOf(remarks);
    }

    /** @param known ids of ours; what has one of them is ours whatever its name says */
    static ServiceReading ofContext(JsonNode answer, Map<UUID, AssociationId> known) throws UnexpectedJson {
        return of(answer.member("tapi-connectivity:connectivity-context").list("connectivity-service"), known);
    }

    /** @param known as for the context */
    static ServiceReading ofEntry(JsonNode answer, Map<UUID, AssociationId> known) throws UnexpectedJson {
        answer.member("tapi-connectivity:connectivity-service");
        return of(answer.list("tapi-connectivity:connectivity-service"), known);
    }

    private static ServiceReading of(List<JsonNode> entries, Map<UUID, AssociationId> known) throws UnexpectedJson {
        return new Draft(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()).filled(entries, known);
    }

    /** Everything that is passed over, for people. */
    List<String> passedOver() {
        List<String> all = new ArrayList<>(unread);
        all.addAll(remarks);
        return all;
    }

    /** A reading under way. */
    private record Draft(List<ConnectivityService> ours, List<String> unread, List<String> remarks) {
        ServiceReading filled(List<JsonNode> entries, Map<UUID, AssociationId> known) throws UnexpectedJson {
            for (JsonNode entry : entries) {
                Optional<UUID> id = id(entry);
                Optional<AssociationId> owner = owner(entry, id.map(known::get));
                if (owner.isPresent()) {
                    ours.add(service(id, owner.get(), entry.as("service " + owner.get())));
                }
            }
            return new ServiceReading(ours, unread, remarks);
        }

        private Optional<AssociationId> owner(JsonNode entry, Optional<AssociationId> byId) {
            try {
                return byId.isPresent() ? byId : named(entry);
            } catch (UnexpectedJson others) {
                unread.add(others.getMessage());
                return Optional.empty();
            }
        }

        /** Without one, an entry of ours is still known by its name. */
        private Optional<UUID> id(JsonNode entry) {
            try {
                return Optional.of(entry.member("uuid").uuid());
            } catch (UnexpectedJson none) {
                remarks.add(none.getMessage());
                return Optional.empty();
            }
        }

        private static Optional<AssociationId> named(JsonNode entry) throws UnexpectedJson {
            for (JsonNode name : entry.list("name")) {
                if (name.findText("value-name").equals(Optional.of(ConnectivityService.OURS))) {
                    return Optional.of(name.member("value").as(AssociationId::new, "name of a service"));
                }
            }
            return Optional.empty();
        }

        private ConnectivityService service(Optional<UUID> id, AssociationId owner, JsonNode entry)
                throws UnexpectedJson {
            return new ConnectivityService(
                    id,
                    owner,
                    life(state(entry, "lifecycle-state", LIFECYCLES)),
                    state(entry, "operational-state", OPERATION).equals("ENABLED"),
                    ports(entry),
                    capacity(entry));
        }

        private static ConnectivityService.Life life(String state) {
            return switch (state) {
                case "INSTALLED" -> ConnectivityService.Life.INSTALLED;
                case "PENDING_REMOVAL" -> ConnectivityService.Life.LEAVING;
                default -> ConnectivityService.Life.COMING;
            };
        }

        private String state(JsonNode entry, String leaf, Set<String> values) throws UnexpectedJson {
            Optional<String> state = entry.findWord(leaf);
            if (state.isEmpty()) {
                remarks.add(leaf + " of " + entry + " is missing");
            } else if (!values.contains(state.get())) {
                throw new UnexpectedJson(leaf + " of " + entry + " is '" + state.get() + "', none of TAPI's");
            }
            return state.orElse("");
        }
    }

    private static Set<UUID> ports(JsonNode entry) throws UnexpectedJson {
        Set<UUID> ports = new HashSet<>();
        for (JsonNode end : entry.list("end-point")) {
            Optional<JsonNode> point = end.find("service-interface-point");
            Optional<JsonNode> port = point.isPresent()
                    ? point.get().as(entry.toString()).find("service-interface-point-uuid")
                    : Optional.empty();
            if (port.isPresent()) {
                ports.add(port.get().uuid());
            }
        }
        return ports;
    }

    private static Optional<BigDecimal> capacity(JsonNode entry) throws UnexpectedJson {
        Optional<JsonNode> size = Optional.of(entry);
        for (String inner : List.of("connectivity-constraint", "requested-capacity", "total-size")) {
            size = size.isPresent() ? size.get().find(inner) : size;
        }
        if (size.isEmpty()) {
            return Optional.empty();
        }
        JsonNode total = size.get().as("total-size of " + entry);
        boolean known = total.findWord("unit").orElse("").endsWith(ConnectivityService.GBPS);
        return known ? Optional.of(total.member("value").number(MOST_GBPS)) : Optional.empty();
    }
}
