package org.openmfs.controller.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.Family;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;

/** The methods that this project's agents have, as docs/key-exchange-methods.md lists them. */
public final class PublishedMethods {
    public static final Map<MethodId, Method> ALL = Stream.of(
                    method("ml-kem-768", "module-lattice", 3),
                    method("ml-kem-1024", "module-lattice", 5),
                    method("qkd-014", "quantum-channel", 0),
                    method("psk-file", "pre-shared", 0))
            .collect(Collectors.toUnmodifiableMap(Method::id, Function.identity()));

    private PublishedMethods() {}

    private static Method method(String id, String family, int category) {
        return new Method(new MethodId(id), new Family(family), category, Method.Life.ALLOWED);
    }
}
