package org.openmfs.actions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What an operator looks at or changes: a list of the model, or something that is gathered from several. */
public enum Subject {
    SERVICES("service", "services", "mfs-service:services", "service", "id"),
    DEVICES("device", "devices", "mfs-network:devices", "device", "id"),
    MANAGERS("manager", "managers", "mfs-network:managers", "manager", "id"),
    NETWORKS("network", "networks", "ietf-network:networks", "network", "network-id"),
    /** Of all nodes of all networks. */
    ENDPOINTS("endpoint", "endpoints", "ietf-network:networks", "mfs-network:endpoint", "id"),
    CLASSES("class", "classes", "mfs-policy:protection-classes", "protection-class", "id"),
    /** The catalogue, and what devices report. */
    METHODS("method", "methods", "mfs-method:methods", "method", "id"),
    /** Names and states, never keys. */
    KEYS("key", "keys", "mfs-key:keys", "key", "id"),
    ALARMS("alarm", "alarms", "mfs-event:alarms", "alarm", "id");

    private static final List<Subject> STATE = List.of(KEYS, ALARMS);

    private final String one;
    private final String many;
    private final String container;
    private final String list;
    private final String key;

    Subject(String one, String many, String container, String list, String key) {
        this.one = one;
        this.many = many;
        this.container = container;
        this.list = list;
        this.key = key;
    }

    /**
     * The subject that an operator means, of one thing or of several.
     *
     * @throws ActionFailure if there is none of that name
     */
    public static Subject of(String word) throws ActionFailure {
        return Arrays.stream(values())
                .filter(subject -> subject.one.equals(word) || subject.many.equals(word))
                .findFirst()
                .orElseThrow(() -> new ActionFailure(new Problem.WrongArgument(
                        "SUBJECT", word, "one of " + String.join(", ", words()), Near.to(word, words()))));
    }

    /** The names of all, of several things each. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Subject::many).toList();
    }

    /** Those that can be configured, and so deleted. */
    public static Stream<Subject> configured() {
        return Arrays.stream(values()).filter(subject -> !STATE.contains(subject));
    }

    /** What one is called. */
    public String one() {
        return one;
    }

    /** What several are called. */
    public String many() {
        return many;
    }

    /** The container of the model that holds them. */
    String container() {
        return container;
    }

    /** The list of the model, as its container names it. */
    String list() {
        return list;
    }

    /** The leaf that tells entries apart. */
    String key() {
        return key;
    }

    /** The list with its module, as RFC 7951 names it at the top. */
    public String qualifiedList() {
        return list.contains(":") ? list : container.substring(0, container.indexOf(':') + 1) + list;
    }

    /** Where an entry is below the datastore; not for what lies deeper. */
    String path(String id) {
        return "/" + container + "/" + list + "=" + encoded(id);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
