package org.openmfs.actions;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Things of a subject as the manager has them, by id. */
final class Reading {
    private final Datastore datastore;

    Reading(Datastore datastore) {
        this.datastore = datastore;
    }

    /** All of them, sorted. */
    List<Entry> all(Subject subject) throws ActionFailure, InterruptedException {
        List<Entry> entries = switch (subject) {
            case ENDPOINTS -> endpoints();
            case METHODS -> methods();
            case SERVICES, DEVICES, MANAGERS, NETWORKS, CLASSES, KEYS, ALARMS -> ofList(subject, "");
        };
        return entries.stream().sorted(Order.BY_ID).toList();
    }

    /** Their names alone. */
    List<String> ids(Subject subject) throws ActionFailure, InterruptedException {
        List<Entry> entries = switch (subject) {
            case ENDPOINTS, METHODS -> all(subject);
            case SERVICES, DEVICES, MANAGERS, NETWORKS, CLASSES, KEYS, ALARMS ->
                ofList(subject, "?fields=" + subject.list() + "(" + subject.key() + ")");
        };
        return entries.stream().sorted(Order.BY_ID).map(Entry::id).toList();
    }

    /**
     * One of them.
     *
     * @throws ActionFailure if there is none of this name
     */
    Entry one(Subject subject, String id) throws ActionFailure, InterruptedException {
        Optional<Entry> found = switch (subject) {
            case ENDPOINTS, METHODS -> byId(all(subject), id);
            case KEYS -> key(id);
            case SERVICES, DEVICES, MANAGERS, NETWORKS, CLASSES, ALARMS ->
                datastore
                        .read(subject.path(id))
                        .flatMap(read -> Members.objects(read, subject.qualifiedList()).stream()
                                .findFirst())
                        .map(content -> entry(subject, content));
        };
        if (found.isEmpty()) {
            throw unknown(subject, id);
        }
        return found.get();
    }

    /** There is none of this name. */
    ActionFailure unknown(Subject subject, String id) throws ActionFailure, InterruptedException {
        return new ActionFailure(new Problem.UnknownId(subject, id, Near.to(id, ids(subject))));
    }

    /** By its name, or as many of its first signs as no other begins with. */
    private Optional<Entry> key(String id) throws ActionFailure, InterruptedException {
        List<Entry> all = all(Subject.KEYS);
        List<Entry> beginning =
                all.stream().filter(key -> key.id().startsWith(id)).toList();
        return byId(all, id)
                .or(() ->
                        Optional.of(beginning).filter(some -> some.size() == 1).map(List::getFirst));
    }

    private static Optional<Entry> byId(List<Entry> entries, String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    private List<Entry> ofList(Subject subject, String query) throws ActionFailure, InterruptedException {
        return datastore.read("/" + subject.container() + query).stream()
                .flatMap(read -> Members.objects(read, subject.container() + "/" + subject.list()).stream())
                .map(content -> entry(subject, content))
                .toList();
    }

    private static Entry entry(Subject subject, JsonObject content) {
        String id = Members.text(content, subject.key()).orElse("");
        return new Entry(id, subject.path(id), content, new JsonObject());
    }

    private List<Entry> endpoints() throws ActionFailure, InterruptedException {
        List<Entry> endpoints = new ArrayList<>();
        for (Entry network : ofList(Subject.NETWORKS, "?content=config")) {
            for (JsonObject node : Members.objects(network.content(), "node")) {
                String name = Members.text(node, "node-id").orElse("");
                for (JsonObject content : Members.objects(node, Subject.ENDPOINTS.list())) {
                    String id = Members.text(content, Subject.ENDPOINTS.key()).orElse("");
                    JsonObject beside = new JsonObject();
                    beside.addProperty("network", network.id());
                    beside.addProperty("node", name);
                    String path = network.path() + "/node=" + Subject.encoded(name) + "/" + Subject.ENDPOINTS.list()
                            + "=" + Subject.encoded(id);
                    endpoints.add(new Entry(id, path, content, beside));
                }
            }
        }
        return endpoints;
    }

    /** The catalogue, with the devices that report each; what only devices know has no life. */
    private List<Entry> methods() throws ActionFailure, InterruptedException {
        Map<String, JsonObject> known = new TreeMap<>();
        Map<String, List<String>> reported = new LinkedHashMap<>();
        for (Entry device : ofList(Subject.DEVICES, "?fields=device(id;state/method)")) {
            for (JsonObject method : Members.objects(device.content(), "state/method")) {
                String id = Members.text(method, "id").orElse("");
                known.put(id, method);
                reported.computeIfAbsent(id, fresh -> new ArrayList<>()).add(device.id());
            }
        }
        for (Entry entry : ofList(Subject.METHODS, "")) {
            if (!entry.content().has("life")) {
                // Its default in the model, which RESTCONF leaves out.
                entry.content().add("life", new JsonPrimitive("allowed"));
            }
            known.put(entry.id(), entry.content());
        }
        return known.entrySet().stream()
                .map(method -> new Entry(
                        method.getKey(),
                        Subject.METHODS.path(method.getKey()),
                        method.getValue(),
                        Members.of(
                                "device",
                                Members.list(reported.getOrDefault(method.getKey(), List.of()).stream()
                                        .sorted()
                                        .toList()))))
                .toList();
    }
}
