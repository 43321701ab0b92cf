package org.openmfs.controller.store;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261123.EncDecKind;
import org.opendaylight.yangtools.binding.BaseIdentity;
import org.opendaylight.yangtools.yang.common.QName;

/** YANG identities by name: the classes that code generation made of module mfs-types. */
final class Identities {
    private static final String HOME = EncDecKind.class.getPackageName() + '.';

    private Identities() {}

    /** The name of an identity of any module. */
    static String name(BaseIdentity identity) {
        return ((QName) constant(identity.implementedInterface(), "QNAME")).getLocalName();
    }

    /**
     * The identity of this name.
     *
     * @throws IllegalArgumentException if module mfs-types has none
     */
    static <T extends BaseIdentity> T of(Class<T> base, String name) {
        String type = Arrays.stream(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        try {
            return base.cast(constant(Class.forName(HOME + type, true, base.getClassLoader()), "VALUE"));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("module mfs-types has no identity " + name, e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        try {
            return type.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("code generation gives every identity a constant " + name, e);
        }
    }
}
