package org.openmfs.controller.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;

/** The methods that this project's agents have, as docs/key-exchange-methods.md lists them. */
public final class PublishedMethods {
    public static final Map<MethodId, Method> ALL = Stream.of(
                    method("ml-kem-768", Ground.STRUCTURED_LATTICE, 3),
                    method("ml-kem-1024", Ground.STRUCTURED_LATTICE, 5),
                    method("qkd-014", Ground.QUANTUM_CHANNEL, 0),
                    method("psk-hmac", Ground.PRE_SHARED, 0))
            .collect(Collectors.toUnmodifiableMap(Method::id, Function.identity()));

    private PublishedMethods() {}

    private static Method method(String id, Ground ground, int category) {
        return Method.of(new MethodId(id), ground, category, Method.Life.ALLOWED);
    }
}
