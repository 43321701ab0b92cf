package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.testbed.web.Json;

/** The story that the demonstration tells, chapter by chapter. */
final class Scenario {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(180);
    /** So many keys of the stock wait at both ends, and can be changed to without a word. */
    private static final int PREPARED = 2;

    private static final int REKEYS = 5;
    private static final String KEYS = "/data/mfs-key:keys";

    private final Checks checks;
    private final Agents agents;
    private final Outside outside;
    private final Controller controller;
    private final Path folder;

    Scenario(Checks checks, Agents agents, Outside outside, Controller controller, Path folder) {
        this.checks = checks;
        this.agents = agents;
        this.outside = outside;
        this.controller = controller;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        if (!start()) {
            return;
        }
        agents.startTraffic();
        onboard();
        plan();
        protect();
        rekey();
        loseQkd();
        loseController();
        withdraw();
    }

    boolean start() throws IOException, InterruptedException {
        checks.section("Starting a QKD network, an APN controller, two agents and the MFS Network Manager");
        controller.start();
        AgentFiles.issue(folder.resolve("pki"), agents.sites());
        checks.await(
                "the testbed serves three QKD nodes with a KME each, and an APN controller", START, outside::ready);
        for (Site site : agents.sites()) {
            AgentFiles.write(site, agents, outside, folder.resolve("pki"));
        }
        agents.start();
        checks.await("the controller serves RESTCONF", START, controller::ready);
        checks.await("both agents serve NETCONF", START, agents::ready);
        boolean up = controller.ready() && agents.ready() && outside.ready();
        if (!up) {
            checks.note("what they said is in " + folder);
        }
        return up;
    }

    void onboard() throws IOException, InterruptedException {
        checks.section("Onboarding devices and managers by RESTCONF writes");
        int status = put(
                "/mfs-network:managers/manager=qkdn",
                Requests.manager(
                        "qkdn", "qkdn-015", outside.qkdRoots(), outside.credential("qkd"), outside.authorities()));
        status = Math.max(
                status,
                put(
                        "/mfs-network:managers/manager=apn",
                        Requests.manager(
                                "apn",
                                "apn-tapi",
                                List.of(outside.apnRoot()),
                                outside.credential("apn"),
                                outside.authorities())));
        for (Site site : agents.sites()) {
            status = Math.max(
                    status,
                    put("/mfs-network:devices/device=" + site.device(), Requests.device(site, agents.hostKey(site))));
        }
        status = Math.max(status, put("/mfs-policy:protection-classes/protection-class=gold", Requests.gold()));
        status = Math.max(status, put("/ietf-network:networks/network=demo", Requests.network(agents, outside)));
        checks.check("devices, managers, class gold and the network are written", status == 201);
        connections();
    }

    private void connections() throws IOException, InterruptedException {
        for (Site site : agents.sites()) {
            checks.await(
                    "device " + site.device() + " is connected, its host key the pinned one",
                    SOON,
                    () -> connected("/mfs-network:devices/device=" + site.device(), "mfs-network:device"));
        }
        for (String manager : List.of("qkdn", "apn")) {
            checks.await(
                    "manager " + manager + " answers",
                    SOON,
                    () -> connected("/mfs-network:managers/manager=" + manager, "mfs-network:manager"));
        }
        String read = controller.get("/data/mfs-network:devices?content=config").toString();
        checks.check(
                "no read returns a device's password",
                !read.contains("password")
                        && !read.contains(agents.sites().getFirst().password()));
    }

    private int put(String path, JsonObject body) throws IOException, InterruptedException {
        return controller.put("/data" + path, body);
    }

    private boolean connected(String path, String list) throws IOException, InterruptedException {
        JsonObject entry =
                controller.get("/data" + path).getAsJsonArray(list).get(0).getAsJsonObject();
        return "connected"
                .equals(entry.getAsJsonObject("state").get("connection").getAsString());
    }

    private void plan() throws IOException, InterruptedException {
        checks.section("Asking what would be done: a dry run of one service of class gold");
        JsonObject wrong = Requests.intent(agents);
        wrong.addProperty("protection-class", "lead");
        wrong.addProperty("id", "wrong");
        int refused = controller.put(
                "/data/mfs-service:services/service=wrong", Json.object("mfs-service:service", List.of(wrong)));
        checks.check("a class that does not exist is refused with 400", refused == 400);
        JsonObject input = Json.object("id", "blue", "intent", Requests.intent(agents));
        checks.await(
                "the dry run returns a plan with both factors",
                SOON,
                () -> dryRun(input).has("leg"));
        JsonObject plan = dryRun(input);
        plan.getAsJsonArray("step").forEach(step -> checks.note("plan: " + step.getAsString()));
        checks.note("plan hash " + plan.get("hash").getAsString());
        checks.check("nothing was changed by it", controller.status("GET", "/data/mfs-service:services", "") == 404);
    }

    private JsonObject dryRun(JsonObject input) throws IOException, InterruptedException {
        return controller
                .post("/operations/mfs-service:plan-service", Json.object("mfs-service:input", input))
                .getAsJsonObject("mfs-service:output")
                .getAsJsonObject("plan");
    }

    private void protect() throws IOException, InterruptedException {
        checks.section("One intent in: PUT /restconf/data/mfs-service:services/service=blue");
        Map<String, Instant> steps = new LinkedHashMap<>();
        Instant asked = Instant.now();
        put("/mfs-service:services/service=blue", Requests.service(agents));
        checks.await("the service becomes active", START, () -> {
            String phase = controller.phase("blue");
            steps.putIfAbsent(phase, Instant.now());
            return "active".equals(phase);
        });
        steps.put("first key made", firstKey("made"));
        steps.put("first key in use", firstKey("activated"));
        checks.note("intent to active, seconds after the request: "
                + steps.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(step -> "%s %.1f"
                                .formatted(
                                        step.getKey(),
                                        Duration.between(asked, step.getValue()).toMillis() / 1000.0))
                        .collect(Collectors.joining(", ")));
        checks.check(
                "what is carried out has the hash of what was shown",
                controller
                        .service("blue")
                        .getAsJsonObject("plan")
                        .get("hash")
                        .getAsString()
                        .equals(dryRun(Json.object("id", "blue", "intent", Requests.intent(agents)))
                                .get("hash")
                                .getAsString()));
        checks.await("both ends report the same key id", SOON, () -> keying().has("key-id"));
        checks.note("key " + agreedKey() + " of suite " + keying().get("suite").getAsString());
        // While one key takes the place of another, none may be shown as the one in use.
        checks.await(
                "it was made of ml-kem-1024 and qkd-014 together",
                SOON,
                () -> originsOfKeyInUse().equals(Set.of("ml-kem-1024", "qkd-014")));
    }

    private Set<String> originsOfKeyInUse() throws IOException, InterruptedException {
        Set<String> origins = new HashSet<>();
        for (JsonElement key : keys()) {
            if (key.getAsJsonObject().get("state").getAsString().equals("active")) {
                key.getAsJsonObject()
                        .getAsJsonArray("origin")
                        .forEach(origin -> origins.add(
                                origin.getAsJsonObject().get("method").getAsString()));
            }
        }
        return origins;
    }

    private Instant firstKey(String time) throws IOException, InterruptedException {
        return keys().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(key -> key.has(time))
                .map(key -> OffsetDateTime.parse(key.get(time).getAsString()).toInstant())
                .min(Comparator.naturalOrder())
                .orElse(Instant.now());
    }

    private JsonObject keying() throws IOException, InterruptedException {
        return controller.service("blue").getAsJsonObject("keying");
    }

    /** For a moment in each rekey the two ends differ. */
    private String agreedKey() throws IOException, InterruptedException {
        checks.comes("both ends use one key", SOON, () -> keying().has("key-id"));
        return keying().get("key-id").getAsString();
    }

    private long rekeys() throws IOException, InterruptedException {
        return keying().get("rekeys").getAsLong();
    }

    private JsonArray keys() throws IOException, InterruptedException {
        JsonArray keys = controller.get(KEYS).getAsJsonObject("mfs-key:keys").getAsJsonArray("key");
        return keys == null ? new JsonArray() : keys;
    }

    private void rekey() throws IOException, InterruptedException {
        checks.section("Traffic under keys that change every " + Requests.REKEY_S + " s (" + agents.encDecKind() + ")");
        checks.await("frames pass both ways, encrypted", SOON, () -> agents.arrived() > 0);
        long before = rekeys();
        checks.await(REKEYS + " rekeys while traffic flows", Duration.ofSeconds(60), () -> rekeys() >= before + REKEYS);
        long over = rekeys() - before;
        long arrived = agents.arrived();
        long lost = agents.missing();
        checks.check(arrived + " frames over " + over + " rekeys, " + lost + " lost", lost == 0 && arrived > 0);
    }

    private void loseQkd() throws IOException, InterruptedException {
        checks.section("The QKD link A-B is cut");
        // Keys are used up meanwhile: on a slow machine all of the stock before the controller shows that a link is
        // down.
        checks.comes("keys are in stock", SOON, () -> keying().get("stock").getAsInt() >= PREPARED);
        long before = rekeys();
        outside.qkd().cutLink("A-B", "fibre cut");
        outside.qkd().setStoredBits("A-B", 0);
        checks.await(
                "the service degrades, and says that a link is down",
                SOON,
                () -> "degraded".equals(controller.phase("blue"))
                        && controller.reasons("blue").contains("link-down"));
        checks.note("reasons " + controller.reasons("blue"));
        checks.await("rekeys go on from the stock of prepared keys", SOON, () -> rekeys() > before);
        checks.await("the stock runs out", SOON, () -> keying().get("stock").getAsInt() == 0);
        Thread.sleep(Duration.ofSeconds(Requests.REKEY_S));
        String last = agreedKey();
        long arrived = agents.arrived();
        Thread.sleep(Duration.ofSeconds(Requests.REKEY_S + 2));
        boolean kept = agreedKey().equals(last) && agents.arrived() > arrived;
        checks.check("the last key is kept past its time, up to its maximum age, and traffic flows", kept);
        outside.qkd().linkUp("A-B");
        checks.await(
                "the link is back, the service is active again by itself, and keys are in stock",
                SOON,
                () -> "active".equals(controller.phase("blue"))
                        && controller.reasons("blue").isEmpty()
                        && keying().get("stock").getAsInt() >= PREPARED);
    }

    private void loseController() throws IOException, InterruptedException {
        checks.section("The controller is killed");
        long arrived = agents.arrived();
        long before = rekeys();
        controller.kill();
        controller.start();
        loseEverything();
        checks.check("traffic goes on without it", agents.arrived() > arrived);
        checks.await("a new controller starts on the same data", START, controller::ready);
        checks.await("it finds the service active again", START, () -> "active".equals(controller.phase("blue")));
        checks.await("keys were changed meanwhile", SOON, () -> rekeys() > before + 1);
        long all = agents.arrived();
        long lost = agents.stopTrafficAndCountLost();
        checks.check(
                all + " frames over " + rekeys() + " rekeys with QKD and controller away, " + lost + " lost",
                lost == 0);
    }

    /** Where the agents' management network can be cut, it is, for as long as two keys live. */
    private void loseEverything() throws IOException, InterruptedException {
        Duration twoKeys = Duration.ofSeconds(2 * Requests.REKEY_S);
        String alice = agents.sites().getFirst().device();
        // Not in the middle of a change: what is prepared then may not be known to be so at the other end.
        List<String> before = new ArrayList<>();
        checks.comes("both ends send under one key and accept the next", SOON, () -> {
            before.clear();
            before.addAll(agents.keysInUse());
            return Set.copyOf(before).size() < 2 && agents.acceptNext();
        });
        if (!agents.cutOff(true)) {
            Thread.sleep(twoKeys);
            return;
        }
        checks.note("and " + alice + " is cut off from manager, KME and peer");
        boolean changed = checks.comes("both ends change keys without a word", SOON, () -> {
            List<String> now = agents.keysInUse();
            return now.getFirst().equals(now.getLast()) && !before.contains(now.getFirst());
        });
        agents.cutOff(false);
        checks.check("both ends changed to the same prepared key without a word", changed);
    }

    private void withdraw() throws IOException, InterruptedException {
        checks.section("The service is withdrawn: DELETE /restconf/data/mfs-service:services/service=blue");
        checks.check("the request is accepted", controller.delete("/data/mfs-service:services/service=blue") == 204);
        checks.await(
                "its state is gone",
                SOON,
                () -> controller.status("GET", "/data/mfs-service:services/service=blue?content=all", "") == 404);
        checks.await("every key is destroyed", SOON, () -> {
            for (JsonElement key : keys()) {
                if (!key.getAsJsonObject().get("state").getAsString().equals("destroyed")) {
                    return false;
                }
            }
            return true;
        });
        checks.await("the Enc/Decs hold no key", SOON, () -> !agents.holdsKeys());
        checks.await("no optical path and no key link is left", SOON, () -> outside.leftovers() == 0);
    }
}
