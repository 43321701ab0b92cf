package org.openmfs.agent.methods.qkd014;

import java.util.HashMap;
import java.util.Map;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.methods.https.HttpsAnswer;

/**
 * What a KME says of the keys it shares with another KME (ETSI GS QKD 014, clause 6.1).
 *
 * @param storedKeys keys in stock now
 * @param maxStoredKeys most keys that it keeps in stock
 * @param maxKeysPerRequest most keys in one answer
 * @param shortestKey least key length in bits
 * @param longestKey greatest key length in bits
 */
public record KmeStatus(
        long storedKeys, long maxStoredKeys, long maxKeysPerRequest, long shortestKey, long longestKey) {
    static KmeStatus read(HttpsAnswer answer) throws MethodFailure {
        JsonScanner json = JsonScanner.of(answer.content());
        Map<String, Long> numbers = new HashMap<>();
        try {
            json.object(name -> {
                switch (name) {
                    case "stored_key_count", "max_key_count", "max_key_per_request", "min_key_size", "max_key_size" ->
                        numbers.put(name, json.integer());
                    default -> json.skip();
                }
            });
            json.end();
        } catch (JsonScanner.NotJson e) {
            throw malformed("not a status: " + e.getMessage());
        }
        return new KmeStatus(
                number(numbers, "stored_key_count"),
                number(numbers, "max_key_count"),
                number(numbers, "max_key_per_request"),
                number(numbers, "min_key_size"),
                number(numbers, "max_key_size"));
    }

    private static long number(Map<String, Long> numbers, String name) throws MethodFailure {
        Long value = numbers.get(name);
        if (value == null) {
            throw malformed("a status without " + name);
        }
        return value;
    }

    /**
     * Checks that one key of the length can be asked for (the standard leaves open what a KME does otherwise).
     *
     * @throws MethodFailure with reason REFUSED if this KME never gives such a key
     */
    void requireServing(KeyLength length) throws MethodFailure {
        if (maxKeysPerRequest < 1 || length.bits() < shortestKey || length.bits() > longestKey) {
            throw new MethodFailure(
                    MethodFailure.Reason.REFUSED,
                    "the KME gives keys of " + shortestKey + " to " + longestKey + " bits, " + maxKeysPerRequest
                            + " a request; asked for one of " + length.bits());
        }
    }

    private static MethodFailure malformed(String what) {
        return new MethodFailure(MethodFailure.Reason.MALFORMED, "the KME's answer is " + what);
    }
}
