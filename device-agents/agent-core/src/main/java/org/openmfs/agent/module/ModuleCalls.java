package org.openmfs.agent.module;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;

/**
 * Calls into one jar, under that jar's class loader: what looks for providers and factories (ServiceLoader, JNDI, XML)
 * asks the thread's context class loader, which would be the agent's. What is got from a call is called in the same way.
 */
final class ModuleCalls {
    /** What of a module is called later. */
    private static final List<Class<?>> PORTS = List.of(
            AgentModule.class,
            KeyExchangeMethod.class,
            InitiatorExchange.class,
            KeySchedule.class,
            CombinedKey.class,
            EncDecKind.class,
            EncDec.class);

    private final ClassLoader loader;

    /** One of them. */
    interface Call<T, X extends Exception> {
        T make() throws X;
    }

    ModuleCalls(ClassLoader loader) {
        this.loader = loader;
    }

    /** The module, called so. */
    AgentModule into(AgentModule module) {
        return AgentModule.class.cast(wrapped(module));
    }

    /** Makes one call, and gives the thread back as it was. */
    <T, X extends Exception> T under(Call<T, X> call) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.make();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Object wrapped(Object got) {
        if (got instanceof List<?> list) {
            return list.stream().map(this::wrapped).toList();
        }
        List<Class<?>> ports =
                PORTS.stream().filter(port -> port.isInstance(got)).toList();
        return ports.isEmpty() ? got : proxy(ports, got);
    }

    /** One object may be several things: a module itself the method that it brings. */
    private Object proxy(List<Class<?>> ports, Object behind) {
        return Proxy.newProxyInstance(
                ModuleCalls.class.getClassLoader(), ports.toArray(Class<?>[]::new), new Passing(this, behind));
    }

    /** Passes calls on to what is behind, and is the same as another that has the same behind it. */
    private record Passing(ModuleCalls calls, Object behind) implements InvocationHandler {
        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            return method.getDeclaringClass() == Object.class
                            && method.getName().equals("equals")
                    ? arguments[0] != null
                            && Proxy.isProxyClass(arguments[0].getClass())
                            && equals(Proxy.getInvocationHandler(arguments[0]))
                    : calls.call(behind, method, arguments);
        }
    }

    private Object call(Object behind, Method method, Object[] arguments) throws Throwable {
        try {
            return wrapped(this.<Object, ReflectiveOperationException>under(() -> method.invoke(behind, arguments)));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
