package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Call;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/**
 * The key delivery interface of one KME: ETSI GS QKD 014 V1.1.1, all three methods. An SAE without a certificate does not get
 * through the TLS handshake; one whose certificate names no SAE of this node gets 401.
 */
final class KmeEndpoint implements Endpoint {
    private final SdQkdNode node;
    private final KeyDelivery delivery;
    private final SaeDirectory saes;
    private final QkdPlan.KeySizes sizes;

    KmeEndpoint(SdQkdNode node, KeyDelivery delivery, SaeDirectory saes, QkdPlan.KeySizes sizes) {
        this.node = node;
        this.delivery = delivery;
        this.saes = saes;
        this.sizes = sizes;
    }

    /** The method of the interface that a call names, or an empty text. */
    static String methodOf(Call call) {
        List<String> path = call.rawSegments();
        boolean known = path.size() == 5
                && path.subList(0, 3).equals(List.of("api", "v1", "keys"))
                && List.of("status", "enc_keys", "dec_keys").contains(path.get(4));
        return known ? path.get(4) : "";
    }

    @Override
    public Reply handle(Call call) {
        String method = methodOf(call);
        if (method.isEmpty()) {
            return Reply.json(404, Json.object("message", "no such method"));
        }
        boolean get = call.method().equals("GET");
        if (!get && (method.equals("status") || !call.method().equals("POST"))) {
            return Reply.json(405, Json.object("message", "this HTTP method is not defined here"));
        }
        try {
            QkdPlan.Sae caller = caller(call.client());
            QkdPlan.Sae peer = known(call.segments().get(3));
            return Reply.json(
                    200,
                    switch (method) {
                        case "status" -> status(caller, peer);
                        case "enc_keys" -> encrypt(caller, peer, KeyRequest.of(call, sizes));
                        default -> container(delivery.collect(node, caller, peer, KeyRequest.keyIds(call)));
                    });
        } catch (KmeRefusal refusal) {
            return Reply.json(refusal.status(), Json.object("message", refusal.getMessage()));
        }
    }

    private QkdPlan.Sae caller(List<X509Certificate> client) throws KmeRefusal {
        return client.stream()
                .flatMap(certificate -> saes.byCertificate(certificate).stream())
                .filter(sae -> sae.node().equals(node.plan().name()))
                .findFirst()
                .orElseThrow(() -> KmeRefusal.unauthorized("the certificate names no SAE of this KME"));
    }

    private QkdPlan.Sae known(String saeId) throws KmeRefusal {
        return saes.byId(saeId).orElseThrow(() -> KmeRefusal.badRequest("no such SAE: " + saeId));
    }

    private JsonObject status(QkdPlan.Sae caller, QkdPlan.Sae peer) throws KmeRefusal {
        KeyDelivery.Pool pool = delivery.pool(node, caller, peer);
        return Json.object(
                "source_KME_ID", node.plan().kme().id(),
                "target_KME_ID", pool.remote().plan().kme().id(),
                "master_SAE_ID", saes.id(caller),
                "slave_SAE_ID", saes.id(peer),
                "key_size", sizes.defaultBits(),
                "stored_key_count", pool.stored(),
                "max_key_count", pool.capacity(),
                "max_key_per_request", sizes.maxPerRequest(),
                "max_key_size", sizes.maxBits(),
                "min_key_size", sizes.minBits(),
                "max_SAE_ID_count", sizes.maxAdditionalSaes());
    }

    private JsonObject encrypt(QkdPlan.Sae master, QkdPlan.Sae slave, KeyRequest request) throws KmeRefusal {
        List<QkdPlan.Sae> slaves = new ArrayList<>(List.of(slave));
        for (String id : request.additionalSlaves()) {
            slaves.add(known(id));
        }
        if (new HashSet<>(slaves).size() < slaves.size()) {
            throw KmeRefusal.badRequest("additional_slave_SAE_IDs names an SAE twice");
        }
        return container(delivery.issue(node, master, slaves, request.number(), request.bits()));
    }

    /** Key container (clause 6.3); wipes the keys once they are written. */
    private static JsonObject container(List<WaitingKeys.IdentifiedKey> keys) {
        List<JsonObject> entries = new ArrayList<>();
        for (WaitingKeys.IdentifiedKey key : keys) {
            String text = Base64.getEncoder().encodeToString(key.key());
            Arrays.fill(key.key(), (byte) 0);
            entries.add(Json.object("key_ID", key.id(), "key", text));
        }
        return Json.object("keys", entries);
    }
}
