package org.openmfs.karaf.boot;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;

/**
 * Rewrites the few classes that ask Java for what it no longer has.
 *
 * <ul>
 *   <li>Karaf's {@code JaasHelper} and whoever does without it find the user in the access control context, which is gone with the security manager
 *       (JEP 486); {@code Subject.current} and {@code Subject.doAs} do it now.
 *   <li>Aries' {@code ProxyUtils} refuses a class version it does not know; it reads the one that the agent sets.
 * </ul>
 */
final class Rewriting implements ClassFileTransformer {
    /** Read by Aries Proxy in place of {@code java.class.version}. */
    static final String CLASS_VERSION = "org.openmfs.karaf.boot.class.version";

    /** Several bundles have a copy of their own. */
    private static final String JAAS = "org/apache/karaf/util/jaas/JaasHelper";

    /** Ask without it. */
    private static final Set<String> CALLERS = Set.of(
            "org/apache/karaf/shell/support/ShellUtil",
            "org/apache/karaf/shell/impl/console/osgi/secured/SecuredSessionFactoryImpl",
            "org/apache/karaf/jaas/command/WhoamiCommand",
            "org/apache/felix/eventadmin/impl/handler/EventAdminImpl");

    private static final String PROXIES = "org/apache/aries/proxy/impl/ProxyUtils";
    private static final ClassDesc SUBJECT = ClassDesc.of("javax.security.auth.Subject");

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] original) {
        return switch (name) {
            case JAAS -> rewritten(original, subjects());
            case PROXIES -> rewritten(original, ClassTransform.transformingMethodBodies(Rewriting::otherProperty));
            case null -> null;
            default -> CALLERS.contains(name) ? rewritten(original, calls()) : null;
        };
    }

    private static byte[] rewritten(byte[] original, ClassTransform change) {
        ClassFile files = ClassFile.of();
        return files.transformClass(files.parse(original), change);
    }

    private static ClassTransform calls() {
        return ClassTransform.transformingMethodBodies(Rewriting::currentSubject);
    }

    private static ClassTransform subjects() {
        ClassTransform bodies = (builder, element) -> {
            if (element instanceof MethodModel method && method.methodName().equalsString("doAs")) {
                builder.withMethodBody(
                        method.methodName(),
                        method.methodType(),
                        method.flags().flagsMask(),
                        code -> callSubject(code, method.methodTypeSymbol()));
            } else {
                builder.with(element);
            }
        };
        return bodies.andThen(calls());
    }

    /** {@code return Subject.doAs(subject, action)}. */
    private static void callSubject(CodeBuilder code, MethodTypeDesc type) {
        code.aload(0).aload(1).invokestatic(SUBJECT, "doAs", type).areturn();
    }

    private static void currentSubject(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.name().equalsString("getSubject")) {
            code.pop().invokestatic(SUBJECT, "current", MethodTypeDesc.of(SUBJECT));
        } else {
            code.with(element);
        }
    }

    private static void otherProperty(CodeBuilder code, CodeElement element) {
        if (element instanceof ConstantInstruction constant && "java.class.version".equals(constant.constantValue())) {
            code.loadConstant(CLASS_VERSION);
        } else {
            code.with(element);
        }
    }
}
