package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.openmfs.testbed.part.Renewals;
import org.openmfs.testbed.restconf.RestconfException;
import org.openmfs.testbed.web.ControlDesk;
import org.openmfs.testbed.web.Json;

/** What operators and tests can see and change in a running QKD network. */
final class QkdControls implements ControlDesk.Controls {
    private final QkdNetwork network;
    private final Map<String, FaultyKme> kmes;
    private final Renewals renewals;

    /** @param kmes by node name */
    QkdControls(QkdNetwork network, Map<String, FaultyKme> kmes, Renewals renewals) {
        this.network = network;
        this.kmes = kmes;
        this.renewals = renewals;
    }

    @Override
    public JsonObject handle(String method, List<String> path, JsonObject body) throws IOException {
        if (path.equals(List.of("qkd")) && method.equals("GET")) {
            return show();
        }
        boolean link = path.size() == 3 && path.subList(0, 2).equals(List.of("qkd", "links"));
        if (link && method.equals("PATCH")) {
            change(path.get(2), body);
            return new JsonObject();
        }
        if (path.equals(List.of("qkd", "forget")) && method.equals("POST")) {
            for (SdQkdNode node : network.nodes()) {
                node.forget();
            }
            return new JsonObject();
        }
        if (path.size() >= 4 && path.getFirst().equals("qkd")) {
            return atNode(path.size() + " " + method + " " + path.get(1) + " " + path.get(3), path, body);
        }
        throw noSuchControl();
    }

    /** @param what for example {@code 4 PUT kmes fault}: how long the path is, and its words */
    private JsonObject atNode(String what, List<String> path, JsonObject body) throws IOException {
        SdQkdNode node = network.node(path.get(2)).orElseThrow(() -> missing("node", path.get(2)));
        FaultyKme kme = kmes.get(path.get(2));
        switch (what) {
            case "4 PUT kmes fault" -> kme.misbehave(KmeFault.of(body));
            case "4 DELETE kmes fault" -> kme.behave();
            case "4 POST kmes renew" -> renewals.renew(List.of(QkdPart.kme(path.get(2))), body);
            case "4 POST nodes renew" -> renewals.renew(List.of(QkdPart.sdNode(path.get(2))), body);
            case "4 POST nodes forget" -> node.forget();
            case "5 DELETE nodes applications" -> delete(node, path.get(4));
            default -> throw noSuchControl();
        }
        return new JsonObject();
    }

    private static void delete(SdQkdNode node, String app) throws IOException {
        try {
            if (!node.deleteApplication(app)) {
                throw missing("application", app);
            }
        } catch (RestconfException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static NoSuchElementException missing(String kind, String name) {
        return new NoSuchElementException("there is no " + kind + " " + name);
    }

    private static NoSuchElementException noSuchControl() {
        return new NoSuchElementException("there is no such control");
    }

    private void change(String name, JsonObject body) {
        QuantumLink link = network.link(name).orElseThrow(() -> missing("link", name));
        ControlDesk.requireKnown(body, "rate", "qber-percent", "up", "reason", "stored-bits");
        Optional<Long> rate = wish(body, "rate", 0xFFFF_FFFFL).map(Double::longValue);
        Optional<Double> qber = wish(body, "qber-percent", 50);
        Optional<Long> stored =
                wish(body, "stored-bits", link.plan().storeBits()).map(Double::longValue);
        Optional<Boolean> up = body.has("up") ? Optional.of(ControlDesk.truth(body, "up")) : Optional.empty();
        String reason = Json.text(body, "reason").filter(r -> !r.isBlank()).orElse("loss of quantum signal");
        network.change(link, l -> {
            rate.ifPresent(l::setRate);
            qber.ifPresent(l::setQberPercent);
            up.ifPresent(yes -> {
                if (yes) {
                    l.comeUp();
                } else {
                    l.goDown(reason);
                }
            });
            stored.ifPresent(l.store()::set);
        });
    }

    private static Optional<Double> wish(JsonObject body, String name, double most) {
        return body.has(name) ? Optional.of(ControlDesk.number(body, name, 0, most)) : Optional.empty();
    }

    private JsonObject show() {
        synchronized (network) {
            List<JsonObject> links =
                    network.links().stream().map(QkdControls::show).toList();
            List<JsonObject> nodes = network.nodes().stream().map(this::show).toList();
            return Json.object("links", links, "kmes", nodes);
        }
    }

    private static JsonObject show(QuantumLink link) {
        return Json.object(
                "name", link.plan().name(),
                "id", link.id(),
                "a", link.plan().a(),
                "b", link.plan().b(),
                "up", link.isUp(),
                "generating", link.isGenerating(),
                "rate", link.rate(),
                "qber-percent", link.qberPercent(),
                "stored-bits", link.store().available(),
                "store-bits", link.store().capacity());
    }

    private JsonObject show(SdQkdNode node) {
        JsonObject json = Json.object(
                "node", node.plan().name(),
                "kme-id", node.plan().kme().id(),
                "waiting-keys", node.waiting().size());
        kmes.get(node.plan().name()).fault().ifPresent(fault -> json.add("fault", fault.toJson()));
        return json;
    }
}
